import Assess

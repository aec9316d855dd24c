"""Writes Tests/RulesTests/Values/CalendarTable.swift: what Python's calendar says of some days.

Run from the top of the repository: python3 Tests/Tables/calendar_table.py
"""

from datetime import date, timedelta

DAYS = [date(1, 1, 1), date(4, 2, 29), date(1582, 10, 15), date(1969, 12, 31), date(9999, 12, 31)]
# The turn of the year decides the week; 28 years hold every pair of weekday and leap year.
for year in range(1996, 2024):
    DAYS += [date(year, 1, 1) + timedelta(days) for days in (-2, 0, 3)]
for year in (1900, 2000, 2004, 2100):
    DAYS += [date(year, 3, 1) - timedelta(1), date(year, 3, 1)]

HEADER = """// Written by Tests/Tables/calendar_table.py.

/// Day, days since 1970-01-01, weekday, day of the year, ISO week of the year.
let calendarTable: [(day: String, number: Int, weekday: Int, dayOfYear: Int, week: Int)] = [
"""

with open("Tests/RulesTests/Values/CalendarTable.swift", "w") as table:
    table.write(HEADER)
    for day in sorted(DAYS):
        number = (day - date(1970, 1, 1)).days
        in_year = day.timetuple().tm_yday
        text = f"{day.year:04}-{day.month:02}-{day.day:02}"
        week = day.isocalendar()[1]
        table.write(f'  ("{text}", {number}, {day.isoweekday()}, {in_year}, {week}),\n')
    table.write("]\n")

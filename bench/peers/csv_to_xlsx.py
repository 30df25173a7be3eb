"""A CSV file to a sheet: csv_to_xlsx.py LIBRARY IN OUT TYPES, with xlsxwriter or openpyxl."""

import csv
import sys
from datetime import datetime

FORMATS = {"t": "@", "a": "0.00", "i": "0", "d": "yyyy-mm-dd hh:mm:ss"}


def values(row, types):
    """The cells of a row as text, numbers and times; None where there is nothing."""
    for text, kind in zip(row, types):
        text = text.removeprefix("\t")
        value = text or None
        try:
            if value and kind == "a":
                value = float(text)
            elif value and kind == "i":
                value = int(text)
            elif value and kind == "d":
                value = datetime.fromisoformat(text)
        except ValueError:
            pass
        yield value


def with_xlsxwriter(rows, out, types):
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet("订单")
    formats = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, next(rows), book.add_format({"bold": True}))
    count = 0
    for count, row in enumerate(rows, 1):
        for column, value in enumerate(values(row, types)):
            if isinstance(value, str):
                sheet.write_string(count, column, value, formats["t"])
            elif isinstance(value, datetime):
                sheet.write_datetime(count, column, value, formats["d"])
            elif value is not None:
                sheet.write_number(count, column, value, formats[types[column]])
    sheet.autofilter(0, 0, count, len(types) - 1)
    book.close()


def with_openpyxl(rows, out, types):
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("订单")
    sheet.freeze_panes = "A2"
    sheet.append(next(rows))
    for row in rows:
        cells = []
        for column, value in enumerate(values(row, types)):
            if value is None or isinstance(value, str):
                cells.append(value)
                continue
            cell = WriteOnlyCell(sheet, value=value)
            cell.number_format = FORMATS[types[column]]
            cells.append(cell)
        sheet.append(cells)
    book.save(out)


if __name__ == "__main__":
    library, source, target, column_types = sys.argv[1:]
    with open(source, encoding="utf-8-sig", newline="") as file:
        {"xlsxwriter": with_xlsxwriter, "openpyxl": with_openpyxl}[library](
            csv.reader(file), target, column_types
        )

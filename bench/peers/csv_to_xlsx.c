/*
 * The peer to beat: a CSV file to a sheet with libxlsxwriter in constant memory.
 * csv_to_xlsx IN OUT TYPES, where TYPES has a letter per column: t text, a amount, i integer, d time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define LARGEST_CELL (1 << 20)

static char cell[LARGEST_CELL];
static int ended_row;

/* Reads one cell (RFC 4180) into `cell`; -1 at the end of the file. */
static int next_cell(FILE *in) {
  int c = getc_unlocked(in), length = 0, quoted = 0;
  if (c == EOF) return -1;
  if (c == '"') { quoted = 1; c = getc_unlocked(in); }
  for (;; c = getc_unlocked(in)) {
    if (quoted && c == '"') {
      c = getc_unlocked(in);
      if (c == '"') { cell[length++] = '"'; continue; }
      quoted = 0;
    }
    if (c == EOF || (!quoted && (c == ',' || c == '\n'))) break;
    if (quoted || c != '\r') cell[length++] = (char)c;
  }
  cell[length] = 0;
  ended_row = c != ',';
  return length;
}

static int digits(const char *text, int count) {
  int value = 0;
  for (int i = 0; i < count; i++) value = value * 10 + text[i] - '0';
  return value;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  const char *types = argv[3];
  FILE *in = fopen(argv[1], "rb");
  if (!in) return 1;
  setvbuf(in, NULL, _IOFBF, 1 << 20);
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *book = workbook_new_opt(argv[2], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, "订单");
  lxw_format *header = workbook_add_format(book), *text = workbook_add_format(book);
  lxw_format *amount = workbook_add_format(book), *integer = workbook_add_format(book);
  lxw_format *time = workbook_add_format(book);
  format_set_bold(header);
  format_set_num_format(text, "@");
  format_set_num_format(amount, "0.00");
  format_set_num_format(integer, "0");
  format_set_num_format(time, "yyyy-mm-dd hh:mm:ss");
  int columns = (int)strlen(types), column = 0, length;
  for (int i = 0; i < columns; i++) worksheet_set_column(sheet, i, i, 18, text);
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_row_t row = 0;
  if (getc(in) == 0xef) { getc(in); getc(in); } else rewind(in);
  while ((length = next_cell(in)) >= 0) {
    char *value = cell[0] == '\t' ? cell + 1 : cell, *end;
    char type = row == 0 ? 'h' : types[column];
    if (type == 'h') worksheet_write_string(sheet, row, column, value, header);
    else if (*value == 0) { /* an empty cell */ }
    else if (type == 'd' && strlen(value) == 19 && value[4] == '-') {
      lxw_datetime moment = {digits(value, 4),      digits(value + 5, 2),  digits(value + 8, 2),
                             digits(value + 11, 2), digits(value + 14, 2), digits(value + 17, 2)};
      worksheet_write_datetime(sheet, row, column, &moment, time);
    } else if (type == 'a' || type == 'i') {
      double number = strtod(value, &end);
      if (*end == 0) worksheet_write_number(sheet, row, column, number, type == 'a' ? amount : integer);
      else worksheet_write_string(sheet, row, column, value, text);
    } else worksheet_write_string(sheet, row, column, value, text);
    column++;
    if (ended_row) { row++; column = 0; }
  }
  worksheet_autofilter(sheet, 0, 0, row - 1, columns - 1);
  fclose(in);
  return workbook_close(book);
}

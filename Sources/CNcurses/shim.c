// Opening, closing and drawing.
#include <fcntl.h>
#include <langinfo.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "private.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

locale_t bn_enter(bn_screen *screen) {
  pthread_mutex_lock(&lock);
  if (screen && screen->curses) set_term(screen->curses);
  return screen ? uselocale(screen->locale) : (locale_t)0;
}

void bn_exit(locale_t before) {
  if (before) uselocale(before);
  pthread_mutex_unlock(&lock);
}

static locale_t locale_named(const char *name) {
  locale_t made = newlocale(LC_CTYPE_MASK, name ? name : "", (locale_t)0);
  return made ? made : newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
}

static int is_utf8(locale_t locale) { return strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0; }

int bn_locale_is_utf8(const char *name) {
  locale_t locale = locale_named(name);
  int yes = is_utf8(locale);
  freelocale(locale);
  return yes;
}

// Number of colours with capability NULL, otherwise whether the capability is there.
static int ask_term(const char *term, const char *capability) {
  int error = 0, answer = -1;
  pthread_mutex_lock(&lock);
  TERMINAL *before = cur_term;
  TERMINAL *now = NULL;
  if (setupterm(term, STDOUT_FILENO, &error) == OK) {
    now = cur_term;
    if (capability) {
      const char *text = tigetstr(capability);
      answer = text && text != (char *)-1;
    } else {
      answer = tigetnum("colors");
      if (answer < 0) answer = 0;
    }
  }
  if (now && now != before) {
    set_curterm(before);
    del_curterm(now);
  }
  pthread_mutex_unlock(&lock);
  return answer;
}

int bn_colors_of_term(const char *term) { return ask_term(term, NULL); }

int bn_term_has(const char *term, const char *capability) { return ask_term(term, capability); }

static void discard(bn_screen *screen) {
  if (screen->input) fclose(screen->input);
  if (screen->output) fclose(screen->output);
  if (screen->locale) freelocale(screen->locale);
  free(screen->pairs);
  free(screen->run);
  free(screen);
}

static FILE *stream(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) close(copy);
  return file;
}

// Sequences that some terminals send although terminfo knows others.
static void define_stray_keys(void) {
  static const struct {
    const char *sequence;
    int key;
  } stray[] = {
      {"\033[A", KEY_UP},    {"\033[B", KEY_DOWN},  {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
      {"\033OA", KEY_UP},    {"\033OB", KEY_DOWN},  {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
      {"\033[H", KEY_HOME},  {"\033[F", KEY_END},   {"\033OH", KEY_HOME},  {"\033OF", KEY_END},
      {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END},  {"\033[7~", KEY_HOME}, {"\033[8~", KEY_END},
      {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[3~", KEY_DC}, {"\033[2~", KEY_IC},
      {"\033[Z", KEY_BTAB},  {"\033[0n", KEY_MAX - 1},
  };
  for (size_t i = 0; i < sizeof stray / sizeof *stray; i++)
    if (!key_defined(stray[i].sequence)) define_key(stray[i].sequence, stray[i].key);
}

static void prepare_input(bn_screen *screen) {
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  meta(stdscr, TRUE);
  if (!getenv("ESCDELAY")) set_escdelay(25);
  define_stray_keys();
  if (!screen->mouse) return;
  mouseinterval(0);
  mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON2_PRESSED | BUTTON2_RELEASED |
                BUTTON3_PRESSED | BUTTON3_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED |
                BUTTON1_CLICKED | BUTTON2_CLICKED | BUTTON3_CLICKED,
            NULL);
}

static void prepare_output(bn_screen *screen, const bn_options *options) {
  if (options->rows > 0 && options->columns > 0) {
    resize_term(options->rows, options->columns);
  }
  if (options->colors && has_colors() && start_color() == OK) {
    use_default_colors();
    screen->colors = COLORS;
  }
  idlok(stdscr, FALSE);
  leaveok(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  curs_set(0);
  getmaxyx(stdscr, screen->rows, screen->columns);
}

bn_screen *bn_open(const bn_options *options) {
  bn_screen *screen = calloc(1, sizeof *screen);
  if (!screen) return NULL;
  screen->cursor_row = -1;
  screen->mouse = options->mouse;
  screen->locale = locale_named(options->locale);
  screen->utf8 = is_utf8(screen->locale);
  screen->input = stream(options->input, "r");
  screen->output = stream(options->output, "w");
  if (!screen->input || !screen->output) {
    discard(screen);
    return NULL;
  }
  locale_t before = bn_enter(screen);
  if (options->locale && !*options->locale) setlocale(LC_CTYPE, "");
  bn_remember_modes(options->input);
  screen->curses = newterm((char *)options->term, screen->output, screen->input);
  int opened = screen->curses != NULL;
  if (opened) {
    bn_remember_terminal(options->input, options->output);
    prepare_input(screen);
    prepare_output(screen, options);
    opened = bn_pairs_open(screen);
    bn_guard_active(1);
  }
  bn_exit(before);
  if (!opened) {
    if (screen->curses) bn_close(screen);
    else discard(screen);
    return NULL;
  }
  return screen;
}

void bn_close(bn_screen *screen) {
  locale_t before = bn_enter(screen);
  if (!isendwin()) endwin();
  if (isatty(fileno(screen->output))) bn_forget_terminal();
  delscreen(screen->curses);
  screen->curses = NULL;
  bn_exit(before);
  discard(screen);
}

void bn_size(bn_screen *screen, int *rows, int *columns) {
  locale_t before = bn_enter(screen);
  getmaxyx(stdscr, *rows, *columns);
  bn_exit(before);
}

void bn_resize(bn_screen *screen, int rows, int columns) {
  locale_t before = bn_enter(screen);
  resizeterm(rows, columns);
  screen->rows = rows;
  screen->columns = columns;
  bn_exit(before);
}

int bn_colors(bn_screen *screen) { return screen->colors; }

int bn_is_utf8(bn_screen *screen) { return screen->utf8; }

static locale_t utf8;
static pthread_once_t utf8_made = PTHREAD_ONCE_INIT;

static void make_utf8(void) { utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

int bn_width(uint32_t scalar) {
  pthread_once(&utf8_made, make_utf8);
  locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;
  int width = wcwidth((wchar_t)scalar);
  if (before) uselocale(before);
  return width;
}

static attr_t attributes_of(uint32_t bits) {
  attr_t attributes = A_NORMAL;
  if (bits & BN_BOLD) attributes |= A_BOLD;
  if (bits & BN_DIM) attributes |= A_DIM;
  if (bits & BN_ITALIC) attributes |= A_ITALIC;
  if (bits & BN_UNDERLINE) attributes |= A_UNDERLINE;
  if (bits & BN_REVERSE) attributes |= A_REVERSE;
  return attributes;
}

static int make_room(bn_screen *screen, int count) {
  if (count <= screen->run_capacity) return 1;
  cchar_t *larger = realloc(screen->run, (size_t)count * sizeof *larger);
  if (!larger) return 0;
  screen->run = larger;
  screen->run_capacity = count;
  return 1;
}

static void translate(bn_screen *screen, const bn_cell *cell, cchar_t *out, int *exhausted) {
  wchar_t text[2] = {(wchar_t)cell->scalar, 0};
  int outside = !screen->utf8 && cell->scalar > 0x7E;
  if (cell->scalar < 0x20 || cell->scalar == 0x7F) text[0] = L' ';
  else if (outside) text[0] = L'?';
  int pair = bn_pair_for(screen, cell->foreground, cell->background, exhausted);
  setcchar(out, text, attributes_of(cell->attributes), 0, &pair);
}

int bn_put(bn_screen *screen, int row, int column, const bn_cell *cells, int count) {
  int exhausted = 0, used = 0;
  locale_t before = bn_enter(screen);
  if (make_room(screen, count)) {
    for (int i = 0; i < count; i++)
      if (cells[i].scalar) translate(screen, &cells[i], &screen->run[used++], &exhausted);
    if (used) mvwadd_wchnstr(stdscr, row, column, screen->run, used);
  }
  bn_exit(before);
  return exhausted;
}

void bn_cursor(bn_screen *screen, int row, int column) {
  locale_t before = bn_enter(screen);
  if ((row < 0) != (screen->cursor_row < 0)) {
    curs_set(row < 0 ? 0 : 1);
    leaveok(stdscr, row < 0);
  }
  if (row >= 0) wmove(stdscr, row, column);
  screen->cursor_row = row;
  screen->cursor_column = column;
  bn_exit(before);
}

void bn_flush(bn_screen *screen) {
  locale_t before = bn_enter(screen);
  if (screen->cursor_row >= 0) wmove(stdscr, screen->cursor_row, screen->cursor_column);
  wnoutrefresh(stdscr);
  doupdate();
  bn_exit(before);
}

void bn_redraw(bn_screen *screen) {
  locale_t before = bn_enter(screen);
  clearok(curscr, TRUE);
  bn_exit(before);
}

void bn_send(bn_screen *screen, const char *bytes, size_t count) {
  int output = fileno(screen->output);
  while (count > 0) {
    ssize_t sent = write(output, bytes, count);
    if (sent <= 0) return;
    bytes += sent;
    count -= (size_t)sent;
  }
}

void bn_leave(bn_screen *screen) {
  locale_t before = bn_enter(screen);
  def_prog_mode();
  endwin();
  bn_guard_active(0);
  bn_exit(before);
}

void bn_return(bn_screen *screen) {
  locale_t before = bn_enter(screen);
  reset_prog_mode();
  clearok(curscr, TRUE);
  wrefresh(stdscr);
  if (screen->cursor_row < 0) curs_set(0);
  bn_guard_active(1);
  bn_exit(before);
}

void bn_suspend(bn_screen *screen) {
  bn_leave(screen);
  struct sigaction plain, kept;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &plain, &kept);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &kept, NULL);
  bn_return(screen);
}

static uint32_t bits_of(attr_t attributes) {
  uint32_t bits = 0;
  if (attributes & A_BOLD) bits |= BN_BOLD;
  if (attributes & A_DIM) bits |= BN_DIM;
  if (attributes & A_ITALIC) bits |= BN_ITALIC;
  if (attributes & A_UNDERLINE) bits |= BN_UNDERLINE;
  if (attributes & A_REVERSE) bits |= BN_REVERSE;
  return bits;
}

int bn_peek(bn_screen *screen, int row, int column, bn_cell *cell) {
  locale_t before = bn_enter(screen);
  int kept_row, kept_column, pair = 0;
  short ignored = 0;
  attr_t attributes = 0;
  wchar_t text[CCHARW_MAX + 1] = {0};
  cchar_t found;
  getyx(stdscr, kept_row, kept_column);
  int read = mvwin_wch(stdscr, row, column, &found) != ERR &&
             getcchar(&found, text, &attributes, &ignored, &pair) != ERR;
  wmove(stdscr, kept_row, kept_column);
  if (read) {
    int foreground = -1, background = -1;
    if (pair) extended_pair_content(pair, &foreground, &background);
    cell->scalar = (uint32_t)text[0];
    cell->foreground = foreground < 0 ? BN_DEFAULT_COLOR : (uint32_t)foreground;
    cell->background = background < 0 ? BN_DEFAULT_COLOR : (uint32_t)background;
    cell->attributes = bits_of(attributes);
  }
  bn_exit(before);
  return read;
}

// Bytes that this thread has written anywhere: ncurses writes to a terminal by itself and counts nothing.
static int64_t bytes_written(void) {
  char text[256];
  int file = open("/proc/thread-self/io", O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return -1;
  text[count] = 0;
  const char *place = strstr(text, "wchar:");
  return place ? (int64_t)strtoll(place + 6, NULL, 10) : -1;
}

int64_t bn_bytes_sent(bn_screen *screen) {
  int64_t place = (int64_t)lseek(fileno(screen->output), 0, SEEK_CUR);
  return place >= 0 ? place : bytes_written();
}

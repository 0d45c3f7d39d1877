// Keys, mouse, resize.
#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <time.h>

#include "private.h"

static int plain_key(int code) {
  switch (code) {
  case KEY_UP: return BN_KEY_UP;
  case KEY_DOWN: return BN_KEY_DOWN;
  case KEY_LEFT: return BN_KEY_LEFT;
  case KEY_RIGHT: return BN_KEY_RIGHT;
  case KEY_PPAGE: return BN_KEY_PAGE_UP;
  case KEY_NPAGE: return BN_KEY_PAGE_DOWN;
  case KEY_HOME: return BN_KEY_HOME;
  case KEY_END: return BN_KEY_END;
  case KEY_ENTER: return BN_KEY_ENTER;
  case KEY_BACKSPACE: return BN_KEY_BACKSPACE;
  case KEY_DC: return BN_KEY_DELETE;
  case KEY_IC: return BN_KEY_INSERT;
  case KEY_BTAB: return BN_KEY_BACK_TAB;
  case KEY_SR: return BN_KEY_SHIFT_UP;
  case KEY_SF: return BN_KEY_SHIFT_DOWN;
  case KEY_SLEFT: return BN_KEY_SHIFT_LEFT;
  case KEY_SRIGHT: return BN_KEY_SHIFT_RIGHT;
  default: return -1;
  }
}

static int mouse_event(bn_screen *screen, bn_event *event) {
  MEVENT mouse;
  if (getmouse(&mouse) != OK) return 0;
  mmask_t state = mouse.bstate;
  event->kind = BN_EVENT_MOUSE;
  event->row = mouse.y;
  event->column = mouse.x;
  event->button = state & (BUTTON2_PRESSED | BUTTON2_RELEASED | BUTTON2_CLICKED)   ? 2
                  : state & (BUTTON3_PRESSED | BUTTON3_RELEASED | BUTTON3_CLICKED) ? 3
                                                                                   : 1;
  if (state & BUTTON4_PRESSED) event->code = BN_MOUSE_WHEEL_UP;
  else if (state & BUTTON5_PRESSED) event->code = BN_MOUSE_WHEEL_DOWN;
  else if (state & (BUTTON1_RELEASED | BUTTON2_RELEASED | BUTTON3_RELEASED))
    event->code = BN_MOUSE_RELEASE;
  else event->code = BN_MOUSE_PRESS;
  if (state & (BUTTON1_CLICKED | BUTTON2_CLICKED | BUTTON3_CLICKED)) {
    screen->pending = *event;
    screen->pending.code = BN_MOUSE_RELEASE;
  }
  return 1;
}

static int key_event(bn_screen *screen, int code, bn_event *event) {
  if (code == KEY_MOUSE) return mouse_event(screen, event);
  if (code == KEY_RESIZE) {
    getmaxyx(stdscr, screen->rows, screen->columns);
    event->kind = BN_EVENT_RESIZE;
    event->row = screen->rows;
    event->column = screen->columns;
    return 1;
  }
  if (code == KEY_MAX - 1) {
    event->kind = BN_EVENT_ANSWER;
    return 1;
  }
  if (code > KEY_F0 && code <= KEY_F0 + 63) {
    event->kind = BN_EVENT_FUNCTION;
    event->code = (uint32_t)(code - KEY_F0);
    return 1;
  }
  int key = plain_key(code);
  if (key < 0) return 0;
  event->kind = BN_EVENT_KEY;
  event->code = (uint32_t)key;
  return 1;
}

// 1: an event; 0: nothing there; -1: something without meaning was swallowed.
static int fetch(bn_screen *screen, bn_event *event) {
  locale_t before = bn_enter(screen);
  wint_t code = 0;
  int kind = wget_wch(stdscr, &code), result = 0;
  if (kind == KEY_CODE_YES) result = key_event(screen, (int)code, event) ? 1 : -1;
  else if (kind == OK) {
    event->kind = BN_EVENT_SCALAR;
    event->code = code;
    result = 1;
  }
  bn_exit(before);
  return result;
}

static int64_t now_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Readable, yet nothing to read: the other side has gone.
static int at_end(bn_screen *screen, short told) {
  int waiting = 0;
  if (!(told & POLLIN)) return (told & (POLLHUP | POLLERR | POLLNVAL)) != 0;
  struct pollfd input = {fileno(screen->input), POLLIN, 0};
  if (poll(&input, 1, 0) <= 0) return 0;
  return ioctl(fileno(screen->input), FIONREAD, &waiting) != 0 || waiting == 0;
}

void bn_next_event(bn_screen *screen, int milliseconds, bn_event *event) {
  *event = (bn_event){BN_EVENT_NONE, 0, 0, 0, 0};
  if (screen->pending.kind != BN_EVENT_NONE) {
    *event = screen->pending;
    screen->pending.kind = BN_EVENT_NONE;
    return;
  }
  int64_t end = now_milliseconds() + milliseconds;
  for (;;) {
    if (bn_take_stop()) {
      event->kind = BN_EVENT_STOP;
      return;
    }
    int found = fetch(screen, event);
    if (found > 0) return;
    if (found < 0) continue;
    int64_t left = end - now_milliseconds();
    if (milliseconds >= 0 && left <= 0) left = 0;
    struct pollfd input = {fileno(screen->input), POLLIN, 0};
    int ready = poll(&input, 1, milliseconds < 0 ? -1 : (int)left);
    if (ready > 0) {
      found = fetch(screen, event);
      if (found > 0) return;
      if (found == 0 && at_end(screen, input.revents)) {
        event->kind = BN_EVENT_CLOSED;
        return;
      }
    }
    if (ready == 0) {
      if (fetch(screen, event) > 0 || milliseconds >= 0) return;
    }
    if (ready < 0 && errno != EINTR) return;
  }
}

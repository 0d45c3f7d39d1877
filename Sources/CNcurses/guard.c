// Restoring the terminal whatever happens. All that a signal handler needs is made ready before.
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "private.h"

static struct termios shell_modes;
static int shell_input = -1, shell_output = -1;
static char farewell[512];
static size_t farewell_length;
static volatile sig_atomic_t active, stop_asked;

// Appends a capability without its padding marks ($<5>).
static void append(const char *capability) {
  if (!capability || capability == (char *)-1) return;
  for (const char *c = capability; *c; c++) {
    if (c[0] == '$' && c[1] == '<') {
      while (*c && *c != '>') c++;
      if (!*c) return;
      continue;
    }
    if (farewell_length < sizeof farewell) farewell[farewell_length++] = *c;
  }
}

void bn_remember_terminal(int input, int output) {
  if (!isatty(output)) return;
  farewell_length = 0;
  append(tigetstr("sgr0"));
  append(tigetstr("op"));
  const char *mouse = tigetstr("kmous");
  if (mouse && mouse != (char *)-1 && strncmp(mouse, "\033[", 2) == 0)
    append("\033[?1000l\033[?1006l");
  append(tigetstr("rmkx"));
  append(tigetstr("cnorm"));
  append(tigetstr("rmcup"));
  if (tcgetattr(input, &shell_modes) == 0) shell_input = input;
  shell_output = output;
}

void bn_guard_active(int on) {
  if (shell_output >= 0) active = on;
}

void bn_forget_terminal(void) {
  active = 0;
  shell_input = shell_output = -1;
}

void bn_emergency_restore(void) {
  if (!active) return;
  active = 0;
  size_t sent = 0;
  while (sent < farewell_length) {
    ssize_t n = write(shell_output, farewell + sent, farewell_length - sent);
    if (n <= 0) break;
    sent += (size_t)n;
  }
  if (shell_input >= 0) tcsetattr(shell_input, TCSANOW, &shell_modes);
}

static void die(int signal) {
  bn_emergency_restore();
  struct sigaction plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  int last = signal == SIGALRM ? SIGTERM : signal;
  sigaction(last, &plain, NULL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, last);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
  raise(last);
}

static void ask(int signal) {
  if (stop_asked || !active) die(signal);
  stop_asked = 1;
  alarm(3);
}

int bn_take_stop(void) {
  if (stop_asked != 1) return 0;
  stop_asked = 2; // a second signal ends the process at once
  alarm(0);
  return 1;
}

void bn_catch_signals(void) {
  static int registered;
  if (!registered) atexit(bn_emergency_restore);
  registered = 1;
  static const int deadly[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT,
                               SIGTRAP, SIGQUIT, SIGINT, SIGALRM};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = die;
  sigfillset(&action.sa_mask);
  for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) sigaction(deadly[i], &action, NULL);
  action.sa_handler = ask;
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
}

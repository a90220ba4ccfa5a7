package io.countersign.organization;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/** Reads when people are on duty, when they are away, and when anyone works at all. */
final class DutyReader {

  private DutyReader() {}

  static Shift shift(Section shift, Set<String> taken) {
    return new Shift(
        shift.id(taken),
        shift.text("role"),
        shift.some("people", Kinds.TEXT),
        shift.one("zone", Kinds.ZONE),
        shift.some("days", Kinds.DAY),
        shift.one("from", Kinds.TIME),
        shift.one("to", Kinds.TIME));
  }

  static Rota rota(Section rota, Set<String> taken) {
    return new Rota(
        rota.id(taken),
        rota.text("role"),
        rota.one("zone", Kinds.ZONE),
        rota.one("start", Kinds.LOCAL_MOMENT),
        rota.one("turn", Kinds.DAYS),
        List.copyOf(rota.some("people", Kinds.TEXT)));
  }

  static Delegation delegation(Section delegation) {
    String person = delegation.text("person");
    String to = delegation.text("to");
    Instant from = delegation.one("from", Kinds.MOMENT);
    Instant until = delegation.one("until", Kinds.MOMENT);
    if (!person.isEmpty() && person.equals(to)) {
      delegation.wrong("to", person + " cannot stand in for themself");
    }
    if (from != null && until != null && !until.isAfter(from)) {
      delegation.wrong("until", "the delegation ends before it begins");
    }
    return new Delegation(person, to, from, until);
  }

  static WorkingTime working(Section working) {
    Set<DayOfWeek> days = working.some("days", Kinds.DAY);
    LocalTime from = working.one("from", Kinds.TIME);
    LocalTime to = working.one("to", Kinds.TIME);
    if (from != null && to != null && !to.equals(LocalTime.MIDNIGHT) && !to.isAfter(from)) {
      working.wrong("to", "working time must end after it begins; 00:00 is the end of the day");
    }
    return new WorkingTime(
        working.one("zone", Kinds.ZONE), days, from, to, working.many("holidays", Kinds.DATE));
  }
}

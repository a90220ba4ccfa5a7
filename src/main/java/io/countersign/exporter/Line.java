package io.countersign.exporter;

import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one record tells: the entry's words, and the fields it sets on the action's document.
 *
 * @param facts what the entry is found and counted by
 * @param detail everything behind the sentence
 * @param action the fields of the action's document; repeating them changes nothing
 */
record Line(
    EntryKind kind,
    EntrySeverity severity,
    Actor actor,
    String sentence,
    String elementId,
    Map<String, Object> facts,
    Map<String, Object> detail,
    Map<String, Object> action) {

  private static final int LONGEST_SENTENCE = 2000;

  Line {
    sentence = Words.cut(sentence, LONGEST_SENTENCE);
  }

  static Line info(EntryKind kind, Actor actor, String sentence, String elementId) {
    return of(kind, EntrySeverity.INFO, actor, sentence, elementId);
  }

  static Line warning(EntryKind kind, Actor actor, String sentence, String elementId) {
    return of(kind, EntrySeverity.WARNING, actor, sentence, elementId);
  }

  /** Someone changed a running action past Countersign. */
  static Line alarm(EntryKind kind, String sentence, String elementId) {
    return of(kind, EntrySeverity.ALARM, Actor.operator(), sentence, elementId);
  }

  static Line of(
      EntryKind kind, EntrySeverity severity, Actor actor, String sentence, String elementId) {
    return new Line(
        kind,
        severity,
        actor,
        sentence,
        elementId,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }

  /** A field of the index template, of its type. */
  Line fact(String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, Words.cut(value));
    }
    return this;
  }

  Line detail(String name, @Nullable Object value) {
    if (value != null) {
      detail.put(name, Words.cut(value));
    }
    return this;
  }

  /** A field of which nothing may be missing, because policy judges by it again. */
  Line whole(String name, @Nullable Object value) {
    if (value != null) {
      action.put(name, Words.mended(value));
    }
    return this;
  }

  /** Several fields of the action's document. */
  Line actions(Map<String, Object> fields) {
    fields.forEach(this::action);
    return this;
  }

  Line action(String name, @Nullable Object value) {
    if (value != null) {
      action.put(name, Words.cut(value));
    }
    return this;
  }
}

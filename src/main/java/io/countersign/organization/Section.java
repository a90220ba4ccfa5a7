package io.countersign.organization;

import io.countersign.organization.Value.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file. It gives its values by their keys and notes what is missing, wrong,
 * repeated or, once all keys were asked for, unknown.
 */
final class Section {

  private final String place;
  private final int line;
  private final Problems problems;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  Section(String place, MappingNode node, Problems problems) {
    this.place = place;
    this.line = Value.lineOf(node);
    this.problems = problems;
    for (NodeTuple entry : node.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?";
      int at = Value.lineOf(entry.getKeyNode());
      if (lines.putIfAbsent(key, at) != null) {
        problems.add(at, "the key \"" + key + "\" is there twice");
      } else if (!entry.getValueNode().getTag().equals(Tag.NULL)) {
        values.put(key, new Value(key, entry.getValueNode(), problems));
      }
    }
  }

  /** An id that nothing else of its sort has. */
  String id(Set<String> taken) {
    String id = text("id");
    if (!id.isEmpty() && !taken.add(id)) {
      wrong("id", "the id \"" + id + "\" is there twice");
    }
    return id;
  }

  /** A text that must be there; empty, with a problem, if it is not. */
  String text(String key) {
    String text = one(key, Kinds.TEXT);
    return text == null ? "" : text;
  }

  /** A value that must be there; null, with a problem, if it is not. */
  <T> @Nullable T one(String key, Kind<T> kind) {
    if (value(key).isEmpty()) {
      problems.add(line, "\"" + key + "\" is missing");
    }
    return oneOrNone(key, kind);
  }

  <T> @Nullable T oneOrNone(String key, Kind<T> kind) {
    return value(key).flatMap(it -> it.as(kind)).orElse(null);
  }

  /** A list of plain values, each at most once. */
  <T> Set<T> many(String key, Kind<T> kind) {
    Set<T> found = new LinkedHashSet<>();
    for (Value item : items(key)) {
      T read = item.as(kind).orElse(null);
      problems.locate(inner(key) + "/" + read, item.line());
      if (read != null && !found.add(read)) {
        problems.add(item.line(), key + " names \"" + read + "\" twice");
      }
    }
    return found;
  }

  /** Such a list with something in it. */
  <T> Set<T> some(String key, Kind<T> kind) {
    if (value(key).isEmpty() || value(key).get().items().isEmpty()) {
      wrong(key, "\"" + key + "\" names nothing");
    }
    return many(key, kind);
  }

  /** A list of mappings; each is read whole, and then may hold no other key. */
  <T> List<T> sections(String key, Function<Section, T> read) {
    List<T> found = new ArrayList<>();
    for (Value item : items(key)) {
      String name = item.id().orElse(Integer.toString(found.size()));
      item.section(inner(key) + "/" + name).ifPresent(it -> found.add(it.whole(read)));
    }
    return found;
  }

  /** A mapping; nothing, without a problem, if it is not there. */
  <T> Optional<T> section(String key, Function<Section, T> read) {
    return value(key).flatMap(it -> it.section(inner(key))).map(it -> it.whole(read));
  }

  /** All keys with their values, where the keys are the analyst's own. */
  <T> Map<String, T> entries(Kind<T> kind) {
    Map<String, T> found = new LinkedHashMap<>();
    values.forEach((key, value) -> value.as(kind).ifPresent(it -> found.put(key, it)));
    asked.addAll(lines.keySet());
    return found;
  }

  void wrong(String key, String reason) {
    problems.add(lines.getOrDefault(key, line), reason);
  }

  /** Reads it and complains about keys that nobody asked for. */
  <T> T whole(Function<Section, T> read) {
    T result = read.apply(this);
    String known = String.join(", ", asked);
    lines.keySet().stream()
        .filter(key -> !asked.contains(key))
        .forEach(key -> wrong(key, "unknown key \"" + key + "\"; known are " + known));
    return result;
  }

  private List<Value> items(String key) {
    return value(key).map(Value::items).orElse(List.of());
  }

  private Optional<Value> value(String key) {
    asked.add(key);
    problems.locate(inner(key), lines.getOrDefault(key, line));
    return Optional.ofNullable(values.get(key));
  }

  private String inner(String key) {
    return place.isEmpty() ? key : place + "/" + key;
  }
}

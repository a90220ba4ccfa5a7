package io.countersign.organization;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file. It gives its values by their keys and notes what is missing, wrong,
 * repeated or, once all keys were asked for, unknown.
 */
final class Section {

  /** What a scalar must be, in the words of the problem, and how it is read. */
  record Kind<T>(String words, Function<String, T> read) {}

  static final Kind<String> TEXT = new Kind<>("text", Function.identity());

  private final String place;
  private final int line;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  Section(String place, MappingNode node, Problems problems) {
    this.place = place;
    this.line = lineOf(node);
    this.problems = problems;
    for (NodeTuple entry : node.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?";
      if (lines.putIfAbsent(key, lineOf(entry.getKeyNode())) != null) {
        problems.add(lineOf(entry.getKeyNode()), "the key \"" + key + "\" is there twice");
      } else if (!entry.getValueNode().getTag().equals(Tag.NULL)) {
        values.put(key, entry.getValueNode());
      }
    }
  }

  /** An id that nothing else of its sort has; it becomes part of the places below. */
  String id(Set<String> taken) {
    String id = text("id");
    if (!id.isEmpty() && !taken.add(id)) {
      wrong("id", "the id \"" + id + "\" is there twice");
    }
    return id;
  }

  /** A text that must be there; empty, with a problem, if it is not. */
  String text(String key) {
    String text = one(key, TEXT);
    return text == null ? "" : text;
  }

  /** A value that must be there; null, with a problem, if it is not. */
  <T> @Nullable T one(String key, Kind<T> kind) {
    if (node(key) == null) {
      problems.add(line, "\"" + key + "\" is missing");
    }
    return oneOrNone(key, kind);
  }

  <T> @Nullable T oneOrNone(String key, Kind<T> kind) {
    Node node = node(key);
    return node == null ? null : read(key, node, kind).orElse(null);
  }

  /** A list of plain values, each at most once. */
  <T> Set<T> many(String key, Kind<T> kind) {
    Set<T> found = new LinkedHashSet<>();
    for (Node item : items(key)) {
      read(key, item, kind)
          .ifPresent(
              it -> {
                problems.locate(inner(key) + "/" + it, lineOf(item));
                if (!found.add(it)) {
                  problems.add(lineOf(item), key + " names \"" + it + "\" twice");
                }
              });
    }
    return found;
  }

  /** Such a list with something in it. */
  <T> Set<T> some(String key, Kind<T> kind) {
    Set<T> found = many(key, kind);
    if (found.isEmpty() && items(key).isEmpty()) {
      wrong(key, "\"" + key + "\" names nothing");
    }
    return found;
  }

  /** A list of mappings; each is read whole, and then may hold no other key. */
  <T> List<T> sections(String key, Function<Section, T> read) {
    List<T> found = new ArrayList<>();
    for (Node item : items(key)) {
      String inner = inner(key) + "/" + nameOf(item, found.size());
      section(inner, item).ifPresent(it -> found.add(it.whole(read)));
    }
    return found;
  }

  /** A mapping; nothing, without a problem, if it is not there. */
  <T> Optional<T> section(String key, Function<Section, T> read) {
    return Optional.ofNullable(node(key))
        .flatMap(it -> section(inner(key), it))
        .map(it -> it.whole(read));
  }

  /** All keys with their values, where the keys are the analyst's own. */
  <T> Map<String, T> entries(Kind<T> kind) {
    Map<String, T> found = new LinkedHashMap<>();
    values.forEach((key, node) -> read(key, node, kind).ifPresent(it -> found.put(key, it)));
    asked.addAll(lines.keySet());
    return found;
  }

  void wrong(String key, String reason) {
    problems.add(lines.getOrDefault(key, line), reason);
  }

  /** Reads it and complains about keys that nobody asked for. */
  <T> T whole(Function<Section, T> read) {
    T result = read.apply(this);
    lines.keySet().stream()
        .filter(key -> !asked.contains(key))
        .forEach(
            key ->
                wrong(key, "unknown key \"" + key + "\"; known are " + String.join(", ", asked)));
    return result;
  }

  private List<Node> items(String key) {
    Node node = node(key);
    if (node == null || node instanceof SequenceNode) {
      return node == null ? List.of() : ((SequenceNode) node).getValue();
    }
    problems.add(lineOf(node), key + " must be a list");
    return List.of();
  }

  private Optional<Section> section(String inner, Node node) {
    problems.locate(inner, lineOf(node));
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Section(inner, mapping, problems));
    }
    problems.add(lineOf(node), "keys such as {id: …, name: …} are expected here");
    return Optional.empty();
  }

  private <T> Optional<T> read(String key, Node node, Kind<T> kind) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    try {
      if (!text.isBlank()) {
        return Optional.of(Objects.requireNonNull(kind.read().apply(text)));
      }
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      text = "\"" + text + "\"";
    }
    problems.add(
        lineOf(node), key + ": " + (text.isBlank() ? "this" : text) + " is not " + kind.words());
    return Optional.empty();
  }

  private @Nullable Node node(String key) {
    asked.add(key);
    Node node = values.get(key);
    problems.locate(inner(key), lines.getOrDefault(key, line));
    return node;
  }

  private String inner(String key) {
    return place.isEmpty() ? key : place + "/" + key;
  }

  /** Its id, or else its number. */
  private static String nameOf(Node item, int number) {
    return item instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(it -> it.getKeyNode() instanceof ScalarNode key && key.getValue().equals("id"))
            .filter(it -> it.getValueNode() instanceof ScalarNode)
            .map(it -> ((ScalarNode) it.getValueNode()).getValue())
            .findFirst()
            .orElse(Integer.toString(number))
        : Integer.toString(number);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}

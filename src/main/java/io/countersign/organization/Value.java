package io.countersign.organization;

import java.time.DateTimeException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What the file says for a key: plain text, a list, or a mapping.
 *
 * @param key for the words of a problem
 */
record Value(String key, Node node, Problems problems) {

  /** What plain text must be, in the words of the problem, and how it is read. */
  record Kind<T>(String words, Function<String, T> read) {}

  static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  int line() {
    return lineOf(node);
  }

  /** The text as what it must be; nothing, with a problem, if it is something else. */
  <T> Optional<T> as(Kind<T> kind) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    String shown = text.isBlank() ? "this" : "\"" + text + "\"";
    try {
      if (!text.isBlank()) {
        return Optional.of(Objects.requireNonNull(kind.read().apply(text)));
      }
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      // Said below, like text that is not there.
    }
    problems.add(line(), key + ": " + shown + " is not " + kind.words());
    return Optional.empty();
  }

  /** The items of a list; none, with a problem, if it is no list. */
  List<Value> items() {
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().map(it -> new Value(key, it, problems)).toList();
    }
    problems.add(line(), key + " must be a list");
    return List.of();
  }

  /** The keys of a mapping; nothing, with a problem, if it is no mapping. */
  Optional<Section> section(String place) {
    problems.locate(place, line());
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Section(place, mapping, problems));
    }
    problems.add(line(), "keys such as {id: …, name: …} are expected here");
    return Optional.empty();
  }

  /** The id in a mapping. */
  Optional<String> id() {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(it -> it.getKeyNode() instanceof ScalarNode key && key.getValue().equals("id"))
            .filter(it -> it.getValueNode() instanceof ScalarNode)
            .map(it -> ((ScalarNode) it.getValueNode()).getValue())
            .findFirst()
        : Optional.empty();
  }
}

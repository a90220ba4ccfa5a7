package io.countersign.organization;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Turns bytes into the nodes of one plain YAML mapping, which know their lines. */
final class YamlText {

  static final int LARGEST_BYTES = 1024 * 1024;

  private YamlText() {}

  /** Nothing if the bytes are no such text; the problems then say why. */
  static Optional<MappingNode> parse(byte[] bytes, Problems problems) {
    if (bytes.length > LARGEST_BYTES) {
      problems.add(1, "the file is larger than 1 MiB");
      return Optional.empty();
    }
    Optional<String> text = decode(bytes, problems);
    try {
      return text.filter(it -> isPlain(it, problems)).flatMap(it -> compose(it, problems));
    } catch (MarkedYAMLException malformed) {
      problems.add(malformed.getProblemMark().getLine() + 1, "no YAML: " + malformed.getProblem());
    } catch (YAMLException malformed) {
      problems.add(1, "no YAML: " + malformed.getMessage().lines().findFirst().orElse(""));
    }
    return Optional.empty();
  }

  private static Optional<String> decode(byte[] bytes, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer characters = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), characters, true);
    characters.flip();
    if (result.isError()) {
      int line = 1 + (int) characters.chars().filter(it -> it == '\n').count();
      problems.add(line, "the text is not UTF-8");
      return Optional.empty();
    }
    return Optional.of(characters.toString());
  }

  /** A few anchors in each other would unfold to more than any memory holds. */
  private static boolean isPlain(String text, Problems problems) {
    for (Event event : yaml().parse(new StringReader(text))) {
      if (event instanceof NodeEvent node && node.getAnchor() != null) {
        problems.add(event.getStartMark().getLine() + 1, "anchors (&, *) are not allowed");
        return false;
      }
    }
    return true;
  }

  private static Optional<MappingNode> compose(String text, Problems problems) {
    Node root = yaml().compose(new StringReader(text));
    if (root instanceof MappingNode mapping) {
      return Optional.of(mapping);
    }
    problems.add(1, "the file must consist of keys such as people: and roles:");
    return Optional.empty();
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }
}

package io.countersign.exporter;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The names that stand in the diagrams: the engine tells where a process is by the ids of elements,
 * which nobody sees who reads the diagram.
 */
final class ElementNames extends ModelWords {

  private static final int MOST_CHARACTERS = 24_000;
  private static final int LONGEST_NAME = 100;
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  /** Where a token can be: a flow, a message or an error is never told of. */
  private static final Pattern PLACE =
      Pattern.compile("\\w*([tT]ask|Event|Gateway|[pP]rocess|Activity|transaction)");

  private static final Pattern GAP = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

  ElementNames(Map<Long, Map<String, String>> names) {
    super(MOST_CHARACTERS, names);
  }

  @Override
  @Nullable Word at(XMLStreamReader element) {
    String id = element.getAttributeValue(null, "id");
    String name = element.getAttributeValue(null, "name");
    if (id == null
        || name == null
        || !BPMN.equals(element.getNamespaceURI())
        || !PLACE.matcher(element.getLocalName()).matches()) {
      return null;
    }
    String line = GAP.matcher(name).replaceAll(" ").strip();
    return line.isEmpty() ? null : new Word(id, Words.cut(line, LONGEST_NAME));
  }

  /** As this process names the element; empty if it does not, or is not known. */
  Optional<String> known(long processDefinitionKey, String elementId) {
    return Optional.ofNullable(of(processDefinitionKey).get(elementId));
  }

  /** As this process names the element, else its id. */
  String of(long processDefinitionKey, String elementId) {
    return known(processDefinitionKey, elementId).orElse(elementId);
  }

  /**
   * For records that do not say which process it is: as all known processes name the element that
   * have it; its id if they differ, because a wrong name is worse than none.
   */
  String ofAny(String elementId) {
    List<String> names =
        all().values().stream()
            .map(it -> it.get(elementId))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return names.size() == 1 ? names.getFirst() : elementId;
  }
}

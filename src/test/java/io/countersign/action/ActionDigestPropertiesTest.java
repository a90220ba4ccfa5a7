package io.countersign.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.client.Action;
import io.countersign.client.RandomJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** One meaning, one digest: however it is written, and nothing else. */
class ActionDigestPropertiesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 200)
  void doesNotDependOnOrderSpaceOrEscapes(
      @ForAll("arguments") Map<String, Object> arguments, @ForAll long seed)
      throws JsonProcessingException {
    String other = escaped(shuffled(arguments, new Random(seed)));

    assertThat(digest(other)).isEqualTo(digest(JSON.writeValueAsString(arguments)));
  }

  @Property(tries = 200)
  void changesWithAnyValue(
      @ForAll("arguments") Map<String, Object> arguments,
      @ForAll @IntRange(max = 100) int at,
      @ForAll("values") Object value)
      throws JsonProcessingException {
    assumeThat(arguments).isNotEmpty();
    String name = List.copyOf(arguments.keySet()).get(at % arguments.size());
    Map<String, Object> changed = new LinkedHashMap<>(arguments);
    changed.put(name, value);
    assumeThat(JSON.writeValueAsString(changed)).isNotEqualTo(JSON.writeValueAsString(arguments));

    assertThat(digest(JSON.writeValueAsString(changed)))
        .isNotEqualTo(digest(JSON.writeValueAsString(arguments)));
  }

  @Property(tries = 200)
  void changesWithAnyMissingName(@ForAll("arguments") Map<String, Object> arguments)
      throws JsonProcessingException {
    for (String name : arguments.keySet()) {
      Map<String, Object> without = new LinkedHashMap<>(arguments);
      without.remove(name);

      assertThat(digest(JSON.writeValueAsString(without)))
          .isNotEqualTo(digest(JSON.writeValueAsString(arguments)));
    }
  }

  @Property(tries = 200)
  void changesWithTheOrderOfAList(@ForAll("values") Object first, @ForAll("values") Object second)
      throws JsonProcessingException {
    String one = JSON.writeValueAsString(first);
    String other = JSON.writeValueAsString(second);
    assumeThat(one).isNotEqualTo(other);

    assertThat(digest("{\"list\": [%s, %s]}".formatted(one, other)))
        .isNotEqualTo(digest("{\"list\": [%s, %s]}".formatted(other, one)));
  }

  /** The agent computes it by itself, over what it will execute. */
  @Property(tries = 200)
  void isWhatTheClientComputes(@ForAll("arguments") Map<String, Object> arguments)
      throws JsonProcessingException {
    Action action =
        Action.of("refund.issue", "one")
            .about("order", "1042")
            .target("payments.refund", "production");
    for (Map.Entry<String, Object> argument : arguments.entrySet()) {
      action = action.argument(argument.getKey(), argument.getValue());
    }

    assertThat(action.digest()).isEqualTo(digest(JSON.writeValueAsString(arguments)));
  }

  @Provide
  Arbitrary<Map<String, Object>> arguments() {
    return RandomJson.arguments();
  }

  @Provide
  Arbitrary<Object> values() {
    return RandomJson.values();
  }

  private static String digest(String arguments) {
    String body =
        """
        {"type": "refund.issue", "summary": "one", "businessObject": {"type": "order", "id": "1042"},
         "arguments": %s, "target": {"tool": "payments.refund", "environment": "production"}}
        """
            .formatted(arguments);
    return ActionDigest.ofExecution(
        ActionRequestReader.read(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Object shuffled(Object value, Random random) {
    return switch (value) {
      case Map<?, ?> map -> {
        List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
        Collections.shuffle(members, random);
        Map<Object, Object> shuffled = new LinkedHashMap<>();
        members.forEach(it -> shuffled.put(it.getKey(), shuffled(it.getValue(), random)));
        yield shuffled;
      }
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        list.forEach(it -> items.add(shuffled(it, random)));
        yield items;
      }
      case null, default -> value;
    };
  }

  /** Every character of every text as an escape, and much space between. */
  private static String escaped(Object value) throws JsonProcessingException {
    return switch (value) {
      case Map<?, ?> map -> {
        List<String> members = new ArrayList<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
          members.add(escaped(member.getKey()) + "\n :\t" + escaped(member.getValue()));
        }
        yield "{ " + String.join("\r\n,  ", members) + " }";
      }
      case List<?> list -> {
        List<String> items = new ArrayList<>();
        for (Object item : list) {
          items.add(escaped(item));
        }
        yield "[ " + String.join(" , ", items) + "\n]";
      }
      case String text ->
          text.chars()
              .mapToObj(it -> "\\u%04X".formatted(it))
              .collect(Collectors.joining("", "\"", "\""));
      case null, default -> JSON.writeValueAsString(value);
    };
  }
}

package io.countersign.refusal;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes a path that nothing answered to fit to be kept: a secret may have been pasted into it. */
final class MaskedPath {

  private static final String WORD = "v\\d|[a-z][a-z:.-]{0,29}";
  private static final int MOST_SEGMENTS = 8;

  private MaskedPath() {}

  /** The path with every segment but plain lower-case words replaced by a star. */
  static String of(String path) {
    String[] segments = path.split("/", -1);
    String shown =
        Arrays.stream(segments)
            .limit(MOST_SEGMENTS + 1L)
            .map(it -> it.isEmpty() || it.matches(WORD) ? it : "*")
            .collect(Collectors.joining("/"));
    return segments.length > MOST_SEGMENTS + 1 ? shown + "/…" : shown;
  }
}

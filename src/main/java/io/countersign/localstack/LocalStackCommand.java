package io.countersign.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The Java side of {@code ./countersign up} and {@code ./countersign down}. */
public final class LocalStackCommand {
  /** Longer than all parts take together when each must be ended by force. */
  private static final Duration ENDING = Duration.ofMinutes(2);

  private LocalStackCommand() {}

  public static void main(String[] arguments) {
    try {
      var words = new ArrayDeque<>(Arrays.asList(arguments));
      switch (words.isEmpty() ? "" : words.removeFirst()) {
        case "up" -> up(optionsFrom(words));
        case "down" -> down(new DataFolder(optionsFrom(words).dataFolder()));
        default -> throw new StackFailure("Say up or down; ./countersign help tells more.");
      }
    } catch (StackFailure e) {
      System.err.println("countersign: " + e.getMessage());
      System.exit(1);
    }
  }

  static LocalStackOptions optionsFrom(Deque<String> words) {
    var options = LocalStackOptions.in(Path.of(".countersign"));
    Path dataFolder = options.dataFolder();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      switch (word) {
        case "--data" -> dataFolder = Path.of(valueOf(word, words));
        case "--fresh" -> options = options.withFreshData();
        case "--no-webapps" -> options = options.withoutWebapps();
        case "--no-application" -> options = options.withoutApplication();
        case "--controlled-clock" -> options = options.withControlledClock();
        case "--port-offset" -> options = options.withPortOffset(number(valueOf(word, words)));
        default ->
            throw new StackFailure("There is no option " + word + " here; --help lists them.");
      }
    }
    return options.withDataFolder(dataFolder);
  }

  private static void up(LocalStackOptions options) {
    long began = System.nanoTime();
    try (var stack = LocalStack.start(options, System.out::println)) {
      long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
      System.out.println("Countersign is up after " + seconds + " s.");
      System.out.print(stack.environment().addresses());
      throw stack.awaitDeath();
    }
  }

  /** Asks the supervisor to stop its stack; without one, stops what it left. */
  private static void down(DataFolder folder) {
    var leftovers = Leftovers.in(folder);
    if (leftovers.running().isEmpty()) {
      System.out.println("Nothing is running.");
      return;
    }
    ProcessHandle supervisor = leftovers.supervisor();
    if (supervisor != null) {
      new ProcessTree(List.of(supervisor)).end(ProcessHandle::destroy, ENDING);
    }
    Leftovers.in(folder).stop(System.out::println);
    System.out.println("Countersign is down.");
  }

  private static String valueOf(String option, Deque<String> words) {
    if (words.isEmpty()) {
      throw new StackFailure(option + " needs a value.");
    }
    return words.removeFirst();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new StackFailure("--port-offset takes a number, not " + text + ".");
    }
  }
}

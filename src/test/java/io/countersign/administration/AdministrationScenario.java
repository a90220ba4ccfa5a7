package io.countersign.administration;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Administration with a chronicle that can be away, and that shows what it took note of. */
public final class AdministrationScenario {

  private final List<Act> told = new CopyOnWriteArrayList<>();
  private final Path file;
  private final Administration administration;
  private volatile boolean away;
  private volatile Runnable meanwhile = () -> {};

  private AdministrationScenario(Path file) {
    this.file = file;
    this.administration = restarted();
  }

  /** Nothing was done yet. */
  public static AdministrationScenario anew() {
    try {
      return in(Files.createTempDirectory("administration").resolve("untold-acts.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AdministrationScenario in(Path file) {
    return new AdministrationScenario(file);
  }

  public Administration administration() {
    return administration;
  }

  /** The same after a start of the application. */
  Administration restarted() {
    return new Administration(this::take, new UntoldActs(file));
  }

  /** Whether the engine takes note of nothing. */
  public AdministrationScenario away(boolean away) {
    this.away = away;
    return this;
  }

  /** What happens while the engine takes note of something. */
  public AdministrationScenario meanwhile(Runnable happens) {
    meanwhile = happens;
    return this;
  }

  /** What waits is told, if the engine is there. */
  public AdministrationScenario lookAgain() {
    administration.tellAll();
    return this;
  }

  /** Forgets what was told, for the next test. */
  public void forget() {
    told.clear();
    new UntoldActs(file).all().forEach(new UntoldActs(file)::remove);
  }

  /** What was told, in order, after the engine took note of what waited. */
  public List<String> words() {
    lookAgain();
    return told.stream().map(AdministrationScenario::words).toList();
  }

  /** How often the engine took note of something. */
  int taken() {
    return told.size();
  }

  private void take(Act act) {
    if (away) {
      throw new RefusedException(ErrorCode.ENGINE_UNAVAILABLE, "The engine is away.");
    }
    meanwhile.run();
    told.add(act);
  }

  private static String words(Act act) {
    return "%s %s by %s %s%s"
        .formatted(
            act.act().word(),
            act.subject(),
            act.by(),
            new TreeMap<>(act.details()),
            act.failure() == null ? "" : " failed: " + act.failure());
  }
}

package io.countersign.localstack;

import java.nio.file.Path;
import java.util.Map;

/** What to start, and where its data lives. */
public record LocalStackOptions(
    Path dataFolder,
    int portOffset,
    boolean webapps,
    boolean application,
    boolean controlledClock,
    boolean fresh,
    Map<String, String> applicationEnvironment) {

  public LocalStackOptions {
    dataFolder = dataFolder.toAbsolutePath().normalize();
    applicationEnvironment = Map.copyOf(applicationEnvironment);
  }

  /** Everything, on the usual ports. */
  public static LocalStackOptions in(Path dataFolder) {
    return new LocalStackOptions(dataFolder, 0, true, true, false, false, Map.of());
  }

  /** Keeps data in another folder. */
  public LocalStackOptions withDataFolder(Path folder) {
    return new LocalStackOptions(
        folder, portOffset, webapps, application, controlledClock, fresh, applicationEnvironment);
  }

  /** Adds the offset to every port. */
  public LocalStackOptions withPortOffset(int offset) {
    return new LocalStackOptions(
        dataFolder, offset, webapps, application, controlledClock, fresh, applicationEnvironment);
  }

  /** Leaves out Tasklist, Operate and their OpenSearch. */
  public LocalStackOptions withoutWebapps() {
    return new LocalStackOptions(
        dataFolder, portOffset, false, application, controlledClock, fresh, applicationEnvironment);
  }

  /** Leaves out the application, for those who start it in their own process. */
  public LocalStackOptions withoutApplication() {
    return new LocalStackOptions(
        dataFolder, portOffset, webapps, false, controlledClock, fresh, applicationEnvironment);
  }

  /** Lets tests move the engine's clock through its management port. */
  public LocalStackOptions withControlledClock() {
    return new LocalStackOptions(
        dataFolder, portOffset, webapps, application, true, fresh, applicationEnvironment);
  }

  /** Wipes the engine's data and all indices, together, before the start. */
  public LocalStackOptions withFreshData() {
    return new LocalStackOptions(
        dataFolder,
        portOffset,
        webapps,
        application,
        controlledClock,
        true,
        applicationEnvironment);
  }

  /** Gives the application further environment variables. */
  public LocalStackOptions withApplicationEnvironment(Map<String, String> environment) {
    return new LocalStackOptions(
        dataFolder, portOffset, webapps, application, controlledClock, fresh, environment);
  }
}

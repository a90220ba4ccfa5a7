package io.countersign.governance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at the real Tasklist page, in headless Chromium. */
final class TasklistPage implements AutoCloseable {

  private final ChromeDriver browser;
  private final WebDriverWait patiently;
  private final String url;

  private TasklistPage(ChromeDriver browser, String url) {
    this.browser = browser;
    this.patiently = new WebDriverWait(browser, Duration.ofSeconds(60));
    this.url = url;
  }

  /** Whether this machine has a browser to look at pages with. */
  static boolean canBeOpened() {
    return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
  }

  static TasklistPage open(String url, String person, String password) {
    var options = new ChromeOptions();
    options.setBinary(onPath("chromium").orElseThrow().toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1400,2600",
        "--user-data-dir=" + profile());
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    var page = new TasklistPage(new ChromeDriver(service, options), url);
    page.login(person, password);
    return page;
  }

  /** Opens a task and waits for its form. */
  void openTask(String taskId) {
    browser.get(url + "/" + taskId);
    try {
      patiently.until(
          ExpectedConditions.visibilityOfElementLocated(
              By.xpath("//*[contains(text(), 'Who asks')]")));
    } catch (TimeoutException missing) {
      screenshot(Path.of("target/tasklist-page-without-form.png"));
      throw missing;
    }
  }

  String text() {
    return browser.findElement(By.tagName("body")).getText();
  }

  void assignToMe() {
    press("Assign to me");
    patiently.until(
        ExpectedConditions.visibilityOfElementLocated(
            By.xpath("//button[normalize-space() = 'Unassign']")));
  }

  /**
   * @param label how the option begins: {@code Approve} or {@code Reject}
   */
  void choose(String label) {
    patiently.until(
        ExpectedConditions.presenceOfElementLocated(
            By.cssSelector("input[type=radio]:not([disabled])")));
    click(By.xpath("//label[starts-with(normalize-space(), '" + label + ":')]"));
  }

  void comment(String text) {
    patiently
        .until(ExpectedConditions.elementToBeClickable(By.cssSelector("textarea:not([disabled])")))
        .sendKeys(text);
  }

  void complete() {
    press("Complete Task");
  }

  /** Whether the page says so, now or soon. */
  void awaitText(String text) {
    patiently.until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), text));
  }

  void screenshot(Path file) {
    try {
      Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.quit();
  }

  private void login(String person, String password) {
    browser.get(url + "/login");
    patiently.until(ExpectedConditions.elementToBeClickable(By.name("username"))).sendKeys(person);
    browser.findElement(By.name("password")).sendKeys(password);
    browser.findElement(By.cssSelector("button[type=submit]")).click();
    patiently.until(
        ExpectedConditions.invisibilityOfElementLocated(By.cssSelector("input[name=password]")));
  }

  private void press(String label) {
    click(By.xpath("//button[normalize-space() = '" + label + "']"));
  }

  /** The page moves while its form is drawn, so that a click may meet something else. */
  private void click(By place) {
    patiently.until(
        browser -> {
          try {
            WebElement found = ExpectedConditions.elementToBeClickable(place).apply(browser);
            if (found == null) {
              return false;
            }
            found.click();
            return true;
          } catch (ElementClickInterceptedException | StaleElementReferenceException moved) {
            return false;
          }
        });
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String profile() {
    try {
      return Files.createTempDirectory(Path.of("target"), "chromium").toAbsolutePath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What every page of the form must show. */
  static List<String> sections() {
    return List.of(
        "Who asks, and until when",
        "What exactly will be executed",
        "Why a person is needed",
        "Claimed by the agent, not verified",
        "Your decision");
  }
}

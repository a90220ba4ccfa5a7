package io.countersign.audit;

import io.countersign.web.BrokenAnswerException;
import io.countersign.web.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one export to one caller, a page at a time, so that its size costs no memory. Who breaks
 * it off ends it.
 */
final class Export implements Exported.Taker {

  private static final Logger LOG = LoggerFactory.getLogger(Export.class);

  private final ExportLines lines;
  private final HttpServletResponse response;
  private long documents = -1;

  Export(ExportLines lines, HttpServletResponse response) {
    this.lines = lines;
    this.response = response;
  }

  /** Reads the documents of an export into a taker. */
  interface Reading {
    void into(Exported.Taker taker) throws IOException;
  }

  /**
   * @throws RefusedException if nothing could be read, before anything is written
   * @throws BrokenAnswerException if the reading failed later
   */
  void write(Reading reading) {
    try {
      reading.into(this);
      print(lines.end());
      LOG.info("Exported {} {} as {}", documents, lines.kind().word(), lines.format().word());
    } catch (RefusedException unreadable) {
      if (documents < 0) {
        throw unreadable;
      }
      throw broken(unreadable);
    } catch (IOException gone) {
      LOG.info("An export was broken off by its caller after {} documents", documents);
    }
  }

  @Override
  public void take(List<Exported> page) throws IOException {
    if (documents < 0) {
      begin();
    }
    for (Exported document : page) {
      print(lines.document(document, documents++));
    }
    out().flush();
  }

  private void begin() throws IOException {
    documents = 0;
    response.setContentType(lines.format().mediaType());
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"countersign-%s.%s\""
            .formatted(
                lines.kind().word(),
                lines.format() == ExportFormat.CLOUD_EVENTS ? "json" : lines.format().word()));
    response.setHeader("Cache-Control", "no-store");
    print(lines.begin());
  }

  private BrokenAnswerException broken(RefusedException cause) {
    LOG.warn("An export broke off after {} documents: {}", documents, cause.code());
    try {
      print(lines.brokenOff(documents));
      out().flush();
    } catch (IOException gone) {
      LOG.debug("Its caller has gone, too");
    }
    return new BrokenAnswerException("An export broke off", cause);
  }

  private void print(String text) throws IOException {
    out().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private OutputStream out() throws IOException {
    return response.getOutputStream();
  }
}

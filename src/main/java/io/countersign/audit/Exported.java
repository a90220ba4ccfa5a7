package io.countersign.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * One document of an export.
 *
 * @param id of the document
 * @param source every field that is kept
 */
record Exported(String id, ObjectNode source) {

  /** Takes the documents of an export, page by page. */
  interface Taker {
    void take(List<Exported> page) throws IOException;
  }
}

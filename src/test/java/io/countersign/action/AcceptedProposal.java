package io.countersign.action;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** Reads a body as {@code POST /v1/actions} does, for tests of those who send one. */
public final class AcceptedProposal {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AcceptedProposal() {}

  /** What the API understood, as plain JSON; throws what the API refuses with. */
  public static Map<String, Object> read(byte[] body) throws IOException {
    byte[] understood = JSON.writeValueAsBytes(ActionRequestReader.read(body));
    return JSON.readValue(understood, new TypeReference<Map<String, Object>>() {});
  }
}

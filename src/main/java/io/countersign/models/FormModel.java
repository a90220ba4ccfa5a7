package io.countersign.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;

/** One form. */
record FormModel(String file, String id) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static FormModel read(String file, byte[] content) throws UnreadableModelException {
    try {
      JsonNode form = JSON.readTree(content);
      return new FormModel(file, form.path("id").asText());
    } catch (IOException unreadable) {
      throw new UnreadableModelException(unreadable);
    }
  }

  Stream<ModelProblem> problems() {
    String stem = file.replaceFirst("\\.form$", "");
    return id.equals(stem)
        ? Stream.empty()
        : Stream.of(
            new ModelProblem(
                file,
                id.isBlank() ? "the form" : id,
                "is not called as its file",
                "give the form the id " + stem));
  }
}

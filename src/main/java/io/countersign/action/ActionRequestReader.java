package io.countersign.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.util.stream.Collectors;

/** Reads a proposal strictly: unknown or repeated fields and wrong types are refused by name. */
final class ActionRequestReader {

  private static final int DEEPEST = 32;

  static final ObjectMapper STRICT = strict();

  private ActionRequestReader() {}

  static ActionRequest read(byte[] json) {
    try {
      ActionRequest request = STRICT.readValue(json, ActionRequest.class);
      if (request == null) {
        throw new RefusedException(ErrorCode.MALFORMED_REQUEST, "The body must be a JSON object.");
      }
      ActionRequestRules.check(request);
      return request;
    } catch (UnrecognizedPropertyException unknown) {
      throw new RefusedException(
          ErrorCode.UNKNOWN_FIELD, path(unknown), "There is no field of this name.");
    } catch (JsonMappingException wrong) {
      String path = path(wrong);
      throw path.isEmpty()
          ? malformed(wrong)
          : new RefusedException(ErrorCode.INVALID_FIELD, path, "The value has the wrong type.");
    } catch (JsonProcessingException broken) {
      throw malformed(broken);
    } catch (IOException impossible) {
      throw new RefusedException(
          ErrorCode.MALFORMED_REQUEST, "The body cannot be read.", impossible);
    }
  }

  private static RefusedException malformed(JsonProcessingException broken) {
    var at = broken.getLocation();
    String where =
        at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    return new RefusedException(
        ErrorCode.MALFORMED_REQUEST,
        "The body is not one well-formed JSON object with each name once" + where + ".");
  }

  private static String path(JsonMappingException at) {
    return at.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static ObjectMapper strict() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(64)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .withCoercionConfig(
            LogicalType.Textual,
            it ->
                it.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }
}

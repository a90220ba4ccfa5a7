package io.countersign.callback;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes every event in the {@code webhooks} of the API description (OpenAPI 3.1). */
@Component
class CallbackWebhooks implements OpenApiCustomizer {

  @Override
  public void customise(OpenAPI api) {
    Map<String, PathItem> webhooks = new LinkedHashMap<>();
    for (CallbackEvent event : CallbackEvent.values()) {
      webhooks.put(event.word(), new PathItem().post(operation(event, data(api, event))));
    }
    api.setWebhooks(webhooks);
  }

  private static Operation operation(CallbackEvent event, Schema<?> data) {
    var operation =
        new Operation()
            .operationId(event.name().toLowerCase(java.util.Locale.ROOT))
            .summary(summary(event))
            .description(
                "Signed as Standard Webhooks 1.0.0 says: v1 (HMAC-SHA256) and v1a (Ed25519).")
            .requestBody(
                new RequestBody()
                    .required(true)
                    .content(
                        new Content()
                            .addMediaType(
                                "application/json", new MediaType().schema(message(event, data)))))
            .responses(
                new ApiResponses()
                    .addApiResponse("2XX", new ApiResponse().description("Taken"))
                    .addApiResponse(
                        "410", new ApiResponse().description("Gone: the endpoint is disabled"))
                    .addApiResponse("default", new ApiResponse().description("Tried again")));
    for (String header : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
      operation.addParametersItem(
          new HeaderParameter().name(header).required(true).schema(new StringSchema()));
    }
    return operation;
  }

  private static Schema<?> message(CallbackEvent event, Schema<?> data) {
    var type = new StringSchema();
    type.addType("string");
    type.setConst(event.word());
    var timestamp = new StringSchema().format("date-time");
    timestamp.addType("string");
    var message = new ObjectSchema();
    message.addType("object");
    message.addProperty("type", type);
    message.addProperty("timestamp", timestamp);
    message.addProperty("data", data);
    message.setRequired(List.of("type", "timestamp", "data"));
    return message;
  }

  private static Schema<?> data(OpenAPI api, CallbackEvent event) {
    ResolvedSchema resolved =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(recordOf(event)).resolveAsRef(true));
    resolved.referencedSchemas.forEach(
        (name, schema) -> api.getComponents().addSchemas(name, schema));
    return resolved.schema;
  }

  private static Class<? extends CallbackData> recordOf(CallbackEvent event) {
    return switch (event) {
      case DECIDED -> CallbackData.Decided.class;
      case CLARIFICATION_REQUESTED -> CallbackData.Asked.class;
      case EXPIRED -> CallbackData.Expired.class;
      case HALTED -> CallbackData.Halted.class;
    };
  }

  private static String summary(CallbackEvent event) {
    return switch (event) {
      case DECIDED -> "An action was decided";
      case CLARIFICATION_REQUESTED -> "A reviewer asks the agent something";
      case EXPIRED -> "An approval was not redeemed in time";
      case HALTED -> "An action was stopped";
    };
  }
}

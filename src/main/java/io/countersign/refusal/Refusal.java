package io.countersign.refusal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that was refused or failed. It holds nothing of the body, the query or the credential.
 *
 * @param id makes writing it twice the same as once
 * @param path the path's pattern, or the path with everything but plain words masked
 * @param status the HTTP status that was answered
 * @param code the error code that was answered; null if something else answered
 * @param field the field at fault, if the problem named one
 * @param caller whose credential it was; null if none was known
 * @param callerKind {@code agent}, {@code person} or {@code operator}; null with no caller
 * @param remoteAddress of the connection, as the server sees it
 * @param traceparent as sent, if it is well-formed (W3C Trace Context)
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Refusal(
    String id,
    Instant at,
    String method,
    String path,
    int status,
    @Nullable String code,
    @Nullable String field,
    @Nullable String caller,
    @Nullable String callerKind,
    String remoteAddress,
    @Nullable String traceparent) {}

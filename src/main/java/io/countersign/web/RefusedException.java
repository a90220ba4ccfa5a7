package io.countersign.web;

import org.jspecify.annotations.Nullable;

/** A call that is refused, with the code, the sentence and, where there is one, the field. */
public class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String field;

  public RefusedException(ErrorCode code, @Nullable String field, String message) {
    super(message);
    this.code = code;
    this.field = field;
  }

  public RefusedException(ErrorCode code, String message) {
    this(code, null, message);
  }

  public RefusedException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.field = null;
  }

  public ErrorCode code() {
    return code;
  }

  /** The request field at fault, as a JSON path such as {@code businessObject.id}. */
  public @Nullable String field() {
    return field;
  }
}

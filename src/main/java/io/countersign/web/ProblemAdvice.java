package io.countersign.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every exception of a call into a problem; none of them reads as a permission. */
@RestControllerAdvice
class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(RefusedException refused) {
    return answer(refused.code(), Problem.of(refused.code(), refused.field(), message(refused)));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notFound(NoResourceFoundException missing) {
    return answer(ErrorCode.NOT_FOUND, "There is nothing at this path.");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongMethod(HttpRequestMethodNotSupportedException wrong) {
    return answer(ErrorCode.METHOD_NOT_ALLOWED, wrong.getMethod() + " is not offered here.");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongMediaType(HttpMediaTypeNotSupportedException wrong) {
    return answer(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongParameter(MethodArgumentTypeMismatchException wrong) {
    return answer(
        ErrorCode.INVALID_FIELD,
        Problem.of(
            ErrorCode.INVALID_FIELD, wrong.getName(), "The value cannot be read as it should be."));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable) {
    if (unreadable.getMostSpecificCause() instanceof RefusedException refused) {
      return refused(refused);
    }
    String field =
        unreadable.getCause() instanceof JsonMappingException wrong
            ? wrong.getPath().stream().map(Reference::getFieldName).collect(Collectors.joining("."))
            : "";
    return field.isEmpty()
        ? answer(ErrorCode.MALFORMED_REQUEST, "The body is not one well-formed JSON object.")
        : answer(
            ErrorCode.INVALID_FIELD,
            Problem.of(ErrorCode.INVALID_FIELD, field, "The value has the wrong type."));
  }

  /** The security filter answers these. */
  @ExceptionHandler
  void denied(AccessDeniedException denied) {
    throw denied;
  }

  /** The server cuts the connection. */
  @ExceptionHandler
  void broken(BrokenAnswerException broken) {
    throw broken;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(Exception unexpected) {
    LOG.error("A call failed", unexpected);
    return answer(ErrorCode.INTERNAL_ERROR, "The call failed; nothing was permitted.");
  }

  private static String message(RefusedException refused) {
    return refused.getMessage() == null ? refused.code().title() : refused.getMessage();
  }

  private static ResponseEntity<ProblemDetail> answer(ErrorCode code, String detail) {
    return answer(code, Problem.of(code, null, detail));
  }

  private static ResponseEntity<ProblemDetail> answer(ErrorCode code, ProblemDetail problem) {
    var response =
        ResponseEntity.status(code.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (code.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.body(problem);
  }
}

package io.countersign.web;

import java.util.Optional;

/** One kind of bearer credential; a Spring bean of this type is asked at every call. */
public interface Credentials {

  /**
   * Who the credential belongs to, judged anew at each call.
   *
   * @param bearer what stood after {@code Bearer} in the request; anything a stranger may send
   * @return empty unless it is known for certain
   */
  Optional<Caller> caller(String bearer);
}

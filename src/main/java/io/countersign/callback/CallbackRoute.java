package io.countersign.callback;

import java.net.URI;

/** Where a message goes. */
sealed interface CallbackRoute {

  /**
   * To a receiver.
   *
   * @param receiver its endpoint's id, or host and port
   */
  record To(String receiver, URI address, MessageSigner signer) implements CallbackRoute {}

  /** Nobody asked to be told of this. */
  record NotWanted() implements CallbackRoute {}

  /** The address leads now where callbacks may not go. */
  record Barred() implements CallbackRoute {}

  /** There was a way and there is none now; an operator may open it again. */
  record Closed(String reason) implements CallbackRoute {}
}

/** Access tokens of trusted issuers (OAuth 2, OpenID Connect): who they prove, and for whom. */
@NullMarked
package io.countersign.identity;

import org.jspecify.annotations.NullMarked;

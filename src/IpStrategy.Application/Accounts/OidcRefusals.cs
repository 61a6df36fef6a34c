namespace IpStrategy.Application.Accounts;

/// <summary>Why nobody is signed in who came from the provider of the single sign-on; nothing has changed.</summary>
public abstract record OidcRefusal : SignInRefusal;

/// <summary>The answer belongs to no sign-in that this browser has begun, or came twice or too late.</summary>
public sealed record OidcStateIsWrong : OidcRefusal;

/// <summary>The token was made for another sign-in.</summary>
public sealed record OidcNonceIsWrong : OidcRefusal;

/// <summary>The token was made for another program.</summary>
public sealed record OidcAudienceIsWrong : OidcRefusal;

/// <summary>The token was made by another provider.</summary>
public sealed record OidcIssuerIsWrong : OidcRefusal;

public sealed record OidcTokenHasExpired : OidcRefusal;

/// <summary>Not signed, or not with one of the provider's keys.</summary>
public sealed record OidcSignatureIsWrong : OidcRefusal;

/// <summary>The provider's answer says why, in its own words, which stand in the log only.</summary>
public sealed record OidcProviderRefuses : OidcRefusal;

public sealed record OidcProviderIsNotReached : OidcRefusal;

/// <summary>The token lacks what the settings look for.</summary>
public sealed record OidcClaimIsMissing(string Claim) : OidcRefusal;

/// <summary>What the provider says of the post stands for none here.</summary>
public sealed record OidcPostIsUnknown(string Claim) : OidcRefusal;

/// <summary>What the provider says of the agency stands for none here.</summary>
public sealed record OidcAgencyIsUnknown(string Claim) : OidcRefusal;

/// <summary>Post or agency are others here than there: an administrator decides, not a sign-in.</summary>
public sealed record OidcPostDiffers : OidcRefusal;

/// <summary>There is no account of that name, and none is made by signing in.</summary>
public sealed record OidcAccountDoesNotExist(string UserName) : OidcRefusal;

/// <summary>The account of that name belongs to somebody else at the provider, or is disabled.</summary>
public sealed record OidcAccountIsNotOpen(string UserName) : OidcRefusal;

/// <summary>Passwords of this program open nothing: sign in with the provider.</summary>
public sealed record LocalSignInIsOff : SignInRefusal;

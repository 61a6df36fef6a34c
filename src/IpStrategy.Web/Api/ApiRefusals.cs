using IpStrategy.Workflow;

namespace IpStrategy.Web.Api;

/// <summary>Why a request was not even taken to a use case; knows its status itself, since it is about HTTP.</summary>
internal abstract record ApiRefusal(int Status) : Refusal;

internal sealed record NotSignedIn() : ApiRefusal(StatusCodes.Status401Unauthorized);

internal sealed record AntiforgeryTokenIsMissing() : ApiRefusal(StatusCodes.Status400BadRequest);

/// <param name="Path">Where in the body, as <c>$.answers.outcome</c>.</param>
internal sealed record JsonIsMalformed(string Path, long Line, long Column)
    : ApiRefusal(StatusCodes.Status400BadRequest);

/// <param name="Path">Where in the body.</param>
internal sealed record ValueIsNotAllowed(string Path, string Value) : ApiRefusal(StatusCodes.Status400BadRequest);

internal sealed record ValueIsMissing(string Path) : ApiRefusal(StatusCodes.Status400BadRequest);

internal sealed record ParameterIsUnknown(string Parameter) : ApiRefusal(StatusCodes.Status400BadRequest);

internal sealed record ParameterIsNotAllowed(string Parameter, string Value)
    : ApiRefusal(StatusCodes.Status400BadRequest);

internal sealed record ParameterIsRepeated(string Parameter) : ApiRefusal(StatusCodes.Status400BadRequest);

internal sealed record IdempotencyKeyIsNotAllowed(int MostCharacters) : ApiRefusal(StatusCodes.Status400BadRequest);

internal sealed record RequestIsMalformed() : ApiRefusal(StatusCodes.Status400BadRequest);

internal sealed record NothingIsHere() : ApiRefusal(StatusCodes.Status404NotFound);

internal sealed record MethodIsNotAllowed() : ApiRefusal(StatusCodes.Status405MethodNotAllowed);

internal sealed record BodyIsTooLarge() : ApiRefusal(StatusCodes.Status413PayloadTooLarge);

internal sealed record ContentTypeIsNotTaken() : ApiRefusal(StatusCodes.Status415UnsupportedMediaType);

internal sealed record TooManyRequests(int RetryAfter) : ApiRefusal(StatusCodes.Status429TooManyRequests);

/// <summary>A bug, or broken storage; the log says more.</summary>
internal sealed record SomethingWentWrong(string Trace) : ApiRefusal(StatusCodes.Status500InternalServerError);

/// <summary>The database could not be had in time; nothing has changed.</summary>
internal sealed record StorageIsBusy(int RetryAfter) : ApiRefusal(StatusCodes.Status503ServiceUnavailable);

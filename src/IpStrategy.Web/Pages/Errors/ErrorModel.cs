namespace IpStrategy.Web.Pages.Errors;

/// <param name="Status">400, 403, 404, 405, 413, 500 or 503.</param>
public sealed record ErrorModel(int Status);

/// <summary>Whether the form is shown again before it is acted on.</summary>
public enum Resume
{
    /// <summary>Shown first: who signs in again should see what he sends.</summary>
    First,

    /// <summary>Sent as it is: nothing about it was in doubt.</summary>
    Never,
}

/// <summary>A form that could not be taken as it came, carried on with everything typed.</summary>
/// <param name="Text">Key of the sentence that says why.</param>
public sealed record ContinueModel(Kept Kept, string Text, Resume Resume);

namespace IpStrategy.Web.Pages.Accounts;

/// <param name="ReturnUrl">Where to go afterwards; an address of this site.</param>
/// <param name="UserName">What was typed before.</param>
/// <param name="Kept">A form that was sent after the session had ended.</param>
public sealed record SignInModel(string ReturnUrl, string? UserName = null, string? Problem = null, Kept? Kept = null);

/// <summary>The second step: a code of the authenticator.</summary>
public sealed record CodeModel(string ReturnUrl, string? Problem = null, Kept? Kept = null);

/// <summary>Making the first administrator.</summary>
public sealed record SetupModel(string Token, Posted? Typed = null, string? Problem = null, string? ProblemField = null)
{
    /// <summary>The link has been used, or is none of ours.</summary>
    public bool IsOver { get; init; }

    public string? WrongAt(string field) => ProblemField == field ? Problem : null;
}

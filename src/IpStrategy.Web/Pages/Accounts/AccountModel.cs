using IpStrategy.Application.Accounts;

namespace IpStrategy.Web.Pages.Accounts;

/// <summary>One's own account.</summary>
/// <param name="Duty">What must be put right before anything else is open, as a sentence.</param>
public sealed record AccountModel(OwnAccountView View, string? Duty = null)
{
    public string? Problem { get; init; }
    public string? ProblemField { get; init; }

    public string? WrongAt(string field) => ProblemField == field ? Problem : null;
}

/// <param name="Offer">Null after a wrong code: the authenticator has been told already.</param>
public sealed record EnrolModel(SecondFactorOffer? Offer, string? Problem = null);

public sealed record RecoveryCodesModel(IReadOnlyList<string> Codes);

using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>The way a paper has come to a signature: who signed it before, and whose body may not check it.</summary>
/// <param name="EarlierSigners">Persons, and those they stood in for, who signed it at an earlier step.</param>
/// <param name="Bodies">Codes of the body that handed it in; none where its own people sign by design.</param>
public readonly record struct PaperTrail(ImmutableArray<long> EarlierSigners, ImmutableArray<string> Bodies)
{
    public bool WasSignedBy(long person) => !EarlierSigners.IsDefault && EarlierSigners.Contains(person);

    public bool IsOf(ImmutableArray<string> bodies) =>
        !Bodies.IsDefault && !bodies.IsDefault && Bodies.Any(b => bodies.Contains(b));
}

/// <summary>What a signature is to the paper.</summary>
public enum SignatureKind
{
    /// <summary>Nothing is signed off here.</summary>
    None,

    /// <summary>会签: the word of another lead.</summary>
    OfAnotherLead,

    /// <summary>单位领导签发: of the body that hands the paper in, by design.</summary>
    OfOwnHead,

    /// <summary>审核、签批: a check on the body that handed it in.</summary>
    OfCheck,
}

/// <summary>
/// 职责分离, the one place that says it. First match wins; a bar holds for the person who acts and for the one he stands in for, and
/// however he came to the desk: drawn, handed on, asked, added, or taken over.
/// <code>
///                         OfAnotherLead   OfOwnHead   OfCheck
/// handed the paper in          no             no         no
/// signed it earlier            no             no         no
/// is of the body that
/// handed it in                 no             yes        no
/// </code>
/// Persons are known by their accounts, so that a change of post makes nobody a stranger to his own paper; a body is the one of the
/// day on which the paper was handed in, and the lead of today.
/// </summary>
public static class Separation
{
    public static SignatureKind KindOf(string step) =>
        step switch
        {
            StepRules.Countersign => SignatureKind.OfAnotherLead,
            StepRules.LeaderSign => SignatureKind.OfOwnHead,
            StepRules.OfficeCheck or StepRules.DirectorSign or StepRules.DeputySign => SignatureKind.OfCheck,
            _ => SignatureKind.None,
        };

    /// <summary>Null if this person may sign.</summary>
    public static DomainRefusal? Bars(Submitters paper, Signatory person) =>
        person switch
        {
            _ when person.IsOneOf(paper) => new NobodySignsOffTheirOwnSubmission(),
            _ when paper.Trail.WasSignedBy(person.PersonId) || paper.Trail.WasSignedBy(person.Duty) =>
                new NobodyChecksWhatTheySigned(),
            _ when paper.Trail.IsOf(person.Bodies) => new NobodyChecksTheirOwnBody(),
            _ => null,
        };

    /// <summary>The people an operation would bring to the desk, who must be able to sign there.</summary>
    public static ImmutableArray<long> BroughtBy(SigningCommand command) =>
        command switch
        {
            SigningCommand.Transfer c => [c.To],
            SigningCommand.Delegate c => [c.To],
            SigningCommand.HandOver c => [c.To],
            SigningCommand.AddSigners c => [.. c.Seats.Select(s => s.PersonId).OfType<long>()],
            _ => [],
        };

    /// <summary>Whose paper is signed at a step of this undertaking.</summary>
    /// <param name="trail">The undertaking itself, or a report that runs beside it.</param>
    public static Submitters PaperAt(Undertaking undertaking, IPaperTrail trail, string step)
    {
        var kind = KindOf(step);
        if (kind == SignatureKind.None)
        {
            return default;
        }
        ImmutableArray<string> bodies =
            kind == SignatureKind.OfOwnHead ? [] : [trail.SubmittedBody ?? undertaking.LeadCode, undertaking.LeadCode];
        var signed = EarlierThan(step, trail.SignedBy);
        return new Submitters(trail.SubmittedById, trail.SubmittedForId) { Trail = new PaperTrail(signed, bodies) };
    }

    /// <summary>The bodies somebody acts for: his agency, and the office if he is of it.</summary>
    public static ImmutableArray<string> BodiesOf(Actor actor) =>
        [
            .. new[] { actor.AgencyCode, actor.IsOffice ? PostGroups.OfficeCode : null }
                .OfType<string>()
                .Concat(actor.For is { } principal ? BodiesOf(principal) : [])
                .Distinct(),
        ];

    /// <summary>Whoever signs the same step again, after a return, is none of them.</summary>
    private static ImmutableArray<long> EarlierThan(string step, string signedBy) =>
        [
            .. signedBy
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(s => s.Split(':'))
                .Where(s => StepRules.Find(s[0])?.Order < StepRules.Of(step).Order)
                .Select(s => long.Parse(s[1], CultureInfo.InvariantCulture))
                .Distinct(),
        ];
}

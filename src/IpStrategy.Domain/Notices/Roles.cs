using System.Collections.Immutable;

namespace IpStrategy.Domain.Notices;

/// <summary>Who does what in one assignment, and on what basis.</summary>
internal sealed record Roles
{
    public ImmutableArray<ListedParty> Leads { get; init; } = [];

    public ImmutableArray<ListedParty> CoResponsible { get; init; } = [];

    public ImmutableArray<OtherParty> Others { get; init; } = [];

    public ResponsibilityForm Form { get; init; } = ResponsibilityForm.None;

    public LeadBasis Basis { get; init; } = LeadBasis.None;

    /// <summary>Named both as lead and as co-responsible; kept as lead.</summary>
    public ImmutableArray<ListedParty> InBothRoles { get; init; } = [];

    /// <summary>负责落实 stood alone and was taken for 负责.</summary>
    public bool ImpliedImplementer { get; init; }
}

/// <summary>
/// Turns the phrases of an assignment's clauses into roles. 牵头 decides; else 负责, whose first party is inferred to lead
/// unless the notice declares it; several 负责 side by side, and 按职责分工, name nobody: ask, never infer.
/// </summary>
internal sealed class RoleDecision(ImmutableArray<Clause> clauses, LeadBasis firstNamed)
{
    private readonly ImmutableArray<ClausePhrase> _phrases = [.. clauses.SelectMany(clause => clause.Phrases)];

    public Roles Decide()
    {
        var roles =
            Leading()
            ?? Answering(PartyRole.Responsible)
            ?? Collecting()
            ?? Severally()
            ?? Implementing()
            ?? Supporting();
        return WithoutDoubles(roles with { Others = Others(roles) });
    }

    // X牵头 and its kin: everybody else who answers or co-operates is co-responsible.
    private Roles? Leading()
    {
        var leads = Parties(PartyRole.Lead);
        return leads.IsEmpty
            ? null
            : new Roles
            {
                Leads = leads,
                CoResponsible = Parties(PartyRole.Responsible, PartyRole.CoResponsible, PartyRole.Parallel),
                Form = Form(ResponsibilityForm.Lead),
                Basis = LeadBasis.Explicit,
            };
    }

    private Roles? Answering(PartyRole role)
    {
        var answering = Parties(role);
        if (answering.IsEmpty)
        {
            return null;
        }

        if (_phrases.Count(phrase => phrase.Role == role && !phrase.Listing.Parties.IsEmpty) > 1)
        {
            return Together(answering);
        }

        return new Roles
        {
            Leads = answering[..1],
            CoResponsible = [.. answering[1..], .. Parties(PartyRole.CoResponsible, PartyRole.Parallel)],
            Form = Form(ResponsibilityForm.Responsible),
            Basis = answering.Length == 1 ? LeadBasis.Sole : firstNamed,
        };
    }

    private Roles? Collecting()
    {
        var collecting = Parties(PartyRole.Collector);
        return collecting.IsEmpty
            ? null
            : new Roles
            {
                Leads = collecting,
                CoResponsible = Parties(PartyRole.CoResponsible, PartyRole.Parallel),
                Form = Form(ResponsibilityForm.Lead),
                Basis = LeadBasis.Explicit,
            };
    }

    // 按职责分工负责: one body alone leads all the same.
    private Roles? Severally()
    {
        var parallel = Parties(PartyRole.Parallel);
        return parallel switch
        {
            [] => null,
            [{ IsGroup: false } sole] => new Roles
            {
                Leads = [sole],
                CoResponsible = Parties(PartyRole.CoResponsible),
                Form = Form(ResponsibilityForm.Responsible),
                Basis = LeadBasis.Sole,
            },
            _ => Together(parallel),
        };
    }

    private Roles Together(ImmutableArray<ListedParty> parties) =>
        new()
        {
            CoResponsible = [.. parties, .. Parties(PartyRole.CoResponsible)],
            Form = Form(ResponsibilityForm.Parallel),
        };

    private Roles? Implementing() =>
        Answering(PartyRole.Implementer) is { } roles ? roles with { ImpliedImplementer = true } : null;

    private Roles Supporting()
    {
        var supporting = Parties(PartyRole.CoResponsible);
        return supporting.IsEmpty
            ? new Roles()
            : new Roles { CoResponsible = supporting, Form = Form(ResponsibilityForm.LeadSupport) };
    }

    private ResponsibilityForm Form(ResponsibilityForm plain)
    {
        if (clauses.Any(clause => clause.Style == ClauseStyle.Labelled))
        {
            return ResponsibilityForm.Listed;
        }

        if (_phrases.Any(phrase => phrase.Role == PartyRole.With))
        {
            return ResponsibilityForm.LeadWith;
        }

        var supported = plain is ResponsibilityForm.Lead or ResponsibilityForm.Responsible && HasSecondPhrase(plain);
        return supported ? ResponsibilityForm.LeadSupport : plain;
    }

    private bool HasSecondPhrase(ResponsibilityForm plain) =>
        _phrases.Any(phrase =>
            !phrase.Listing.Parties.IsEmpty
            && (
                phrase.Role is PartyRole.CoResponsible or PartyRole.Parallel or PartyRole.Implementer
                || (plain == ResponsibilityForm.Lead && phrase.Role == PartyRole.Responsible)
            )
        )
        && _phrases.Select(phrase => phrase.Role).Distinct().Count() > 1;

    private ImmutableArray<OtherParty> Others(Roles roles) =>
        [
            .. _phrases.SelectMany(phrase =>
                Other(phrase.Role, roles) is { } role
                    ? phrase.Listing.Parties.Select(party => new OtherParty(party.Name, role))
                    : []
            ),
        ];

    private static OtherRole? Other(PartyRole role, Roles roles) =>
        role switch
        {
            PartyRole.Adviser => OtherRole.Adviser,
            PartyRole.Supervisor => OtherRole.Supervisor,
            PartyRole.Sponsor => OtherRole.Sponsor,
            PartyRole.Collector => OtherRole.Collector,
            PartyRole.Implementer when !roles.ImpliedImplementer => OtherRole.Implementer,
            _ => null,
        };

    private static Roles WithoutDoubles(Roles roles)
    {
        var leads = roles.Leads.Select(party => party.Name).ToHashSet();
        return roles with
        {
            Leads = [.. roles.Leads.DistinctBy(party => party.Name)],
            CoResponsible =
            [
                .. roles.CoResponsible.Where(party => !leads.Contains(party.Name)).DistinctBy(party => party.Name),
            ],
            InBothRoles =
            [
                .. roles.CoResponsible.Where(party => leads.Contains(party.Name)).DistinctBy(party => party.Name),
            ],
        };
    }

    private ImmutableArray<ListedParty> Parties(params ReadOnlySpan<PartyRole> roles)
    {
        var parties = ImmutableArray.CreateBuilder<ListedParty>();
        foreach (var phrase in _phrases)
        {
            if (roles.Contains(phrase.Role))
            {
                parties.AddRange(phrase.Listing.Parties);
            }
        }

        return parties.ToImmutable();
    }
}

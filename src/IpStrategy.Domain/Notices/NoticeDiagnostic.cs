using System.Collections.Immutable;

namespace IpStrategy.Domain.Notices;

public enum NoticeSeverity
{
    Information,
    Warning,
    Error,
}

/// <summary>A doubt, or a decision taken automatically with its basis; <see cref="NoticeMessages"/> words it.</summary>
/// <param name="Severity">Follows from the code.</param>
/// <param name="Code">One of <see cref="NoticeCode"/>.</param>
/// <param name="Arguments">What the message names, in the order of its placeholders.</param>
/// <param name="Line">In the decoded source, from 1.</param>
/// <param name="Column">In UTF-16 units, from 1.</param>
/// <param name="Assignment">The assignment's running number, or null where it concerns the notice.</param>
public sealed record NoticeDiagnostic(
    NoticeSeverity Severity,
    string Code,
    ImmutableArray<string> Arguments,
    int Line,
    int Column,
    int? Assignment
);

/// <summary>The codes of diagnostics; they are part of the command line's contract and never change.</summary>
public static class NoticeCode
{
    public const string NoItems = "NO_ITEMS";
    public const string UnclosedClause = "UNCLOSED_CLAUSE";
    public const string OrphanClause = "ORPHAN_CLAUSE";
    public const string NoParty = "NO_PARTY";

    public const string NumberGap = "NUMBER_GAP";
    public const string NumberDuplicate = "NUMBER_DUPLICATE";
    public const string LeadNotNamed = "LEAD_NOT_NAMED";
    public const string OpenGroup = "OPEN_GROUP";
    public const string GroupAsLead = "GROUP_AS_LEAD";
    public const string UnknownAgency = "UNKNOWN_AGENCY";
    public const string AgencyNotValidAtDate = "AGENCY_NOT_VALID_AT_DATE";
    public const string OfficeIsLead = "OFFICE_IS_LEAD";
    public const string PartyInBothRoles = "PARTY_IN_BOTH_ROLES";
    public const string MultiClauseItem = "MULTI_CLAUSE_ITEM";
    public const string ProseResponsibility = "PROSE_RESPONSIBILITY";
    public const string DeadlineWithoutYear = "DEADLINE_WITHOUT_YEAR";
    public const string DeadlineRelative = "DEADLINE_RELATIVE";
    public const string DeadlineVague = "DEADLINE_VAGUE";
    public const string UnparsedText = "UNPARSED_TEXT";

    public const string LeadInferred = "LEAD_INFERRED";
    public const string DeclaredConventionFound = "DECLARED_CONVENTION_FOUND";
    public const string MultipleLeads = "MULTIPLE_LEADS";
    public const string GroupExpanded = "GROUP_EXPANDED";
    public const string ElidedNameExpanded = "ELIDED_NAME_EXPANDED";
    public const string WrappedNameJoined = "WRAPPED_NAME_JOINED";
    public const string AliasInBrackets = "ALIAS_IN_BRACKETS";
    public const string NonSubordinateLead = "NON_SUBORDINATE_LEAD";
    public const string RecurringDeadline = "RECURRING_DEADLINE";
    public const string ImpliedImplementer = "IMPLIED_IMPLEMENTER";
    public const string NoDeadline = "NO_DEADLINE";

    /// <summary>How grave a code is; the code alone decides.</summary>
    public static NoticeSeverity SeverityOf(string code) =>
        code switch
        {
            NoItems or UnclosedClause or OrphanClause or NoParty => NoticeSeverity.Error,
            LeadInferred or DeclaredConventionFound or MultipleLeads or GroupExpanded or ElidedNameExpanded =>
                NoticeSeverity.Information,
            WrappedNameJoined or AliasInBrackets or NonSubordinateLead or RecurringDeadline =>
                NoticeSeverity.Information,
            ImpliedImplementer or NoDeadline => NoticeSeverity.Information,
            _ => NoticeSeverity.Warning,
        };
}

using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Application.Processes;

/// <summary>The files cannot be run; every finding is listed with its place.</summary>
public sealed record DefinitionCannotBeRun(ImmutableArray<DeploymentFinding> Findings) : Refusal;

/// <summary>Two files of one deployment define a process or decision of the same id.</summary>
public sealed record IdIsDefinedTwice(string Id) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Two files of one deployment bear the same name.</summary>
public sealed record FileIsThereTwice(string Name) : DomainRefusal(RefusalGround.Malformed);

public sealed record FileIsMissing() : DomainRefusal(RefusalGround.Malformed);

/// <param name="Message">In English, as the checks of a file word it.</param>
/// <param name="Line">Line and column count from 1.</param>
public sealed record DeploymentFinding(
    string File,
    string Severity,
    string Code,
    string Message,
    int Line,
    int Column,
    string? Element
)
{
    internal static DeploymentFinding Of(string file, BpmnDiagnostic d) =>
        new(file, Words.Of(d.Severity), d.Code, d.Message, d.Place.Line, d.Place.Column, d.ElementId);
}

/// <param name="IsNew">False: the newest version was this very file already, and stays.</param>
public sealed record DeployedDefinition(string ProcessId, int Version, string? Name, bool IsNew);

/// <param name="IsNew">False: the newest version was made by this very file already, and stays.</param>
public sealed record DeployedDecision(string DecisionId, int Version, string Name, bool IsNew);

/// <param name="Warnings">What is not as the standard has it but can be run.</param>
public sealed record Deployment(
    string Id,
    IReadOnlyList<DeployedDefinition> Definitions,
    IReadOnlyList<DeployedDecision> Decisions,
    IReadOnlyList<DeploymentFinding> Warnings
);

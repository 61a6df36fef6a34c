namespace IpStrategy.Workflow.Scenarios;

/// <summary>Nothing of what a step names is there.</summary>
internal sealed record NothingMatches(string What) : Refusal;

/// <summary>A step must mean one thing, and there are several.</summary>
internal sealed record SeveralMatch(string What) : Refusal;

internal sealed record UserMayNotAct(string User, string Task) : Refusal;

internal sealed record FileIsNotDeployable(string File, string Finding) : Refusal;

internal sealed record FileCannotBeRead(string File) : Refusal;

internal sealed record ProcessIsUnknown(string Process) : Refusal;

internal sealed record NameIsTaken(string Name) : Refusal;

/// <summary>Two instances that wake each other for ever.</summary>
internal sealed record DeliveriesDoNotEnd(string LastName) : Refusal;

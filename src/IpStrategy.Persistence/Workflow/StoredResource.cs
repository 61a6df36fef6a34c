namespace IpStrategy.Persistence.Workflow;

/// <summary>A file as it was handed in for deployment.</summary>
public sealed record DeployedFile(int DeploymentId, byte[] Content, string Hash);

/// <summary>A file deployed beside processes that use it: an import, or decision tables.</summary>
public sealed class StoredResource
{
    private StoredResource() { }

    public StoredResource(int deploymentId, string name, byte[] content) =>
        (DeploymentId, Name, Content) = (deploymentId, name, content);

    public int DeploymentId { get; private set; }
    public string Name { get; private set; } = "";
    public byte[] Content { get; private set; } = [];
}

/// <summary>A deployed version of a decision; its file is a <see cref="StoredResource"/> of the same deployment.</summary>
public sealed class StoredDecision
{
    private StoredDecision() { }

    public StoredDecision(long id, string decisionId, int version, DeployedFile file, string fileName)
    {
        (Id, DecisionId, Version) = (id, decisionId, version);
        (DeploymentId, Hash, FileName) = (file.DeploymentId, file.Hash, fileName);
    }

    public long Id { get; private set; }
    public string DecisionId { get; private set; } = "";
    public int Version { get; private set; }
    public int DeploymentId { get; private set; }
    public string FileName { get; private set; } = "";
    public string Hash { get; private set; } = "";
}

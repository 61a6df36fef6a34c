using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Tests.Bpmn;

public sealed class ShippedProcessesTests
{
    [Theory]
    [InlineData("assignment.bpmn")]
    [InlineData("consultation.bpmn")]
    [InlineData("sign-off.bpmn")]
    [InlineData("extension.bpmn")]
    [InlineData("progress-report.bpmn")]
    public void The_shipped_processes_have_no_findings(string name)
    {
        var file = BpmnReader.Read(File.ReadAllBytes(Repository.PathOf("workflows", name)));

        Assert.Empty(file.Diagnostics);
        Assert.Single(file.Processes);
    }
}

internal static class Repository
{
    /// <summary>A path in the repository, found from the built test upward.</summary>
    public static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IpStrategy.sln")))
        {
            folder = folder.Parent;
        }
        return Path.Combine([folder!.FullName, .. parts]);
    }
}

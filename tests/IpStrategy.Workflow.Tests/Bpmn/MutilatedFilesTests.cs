using System.Text;
using System.Xml.Linq;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Tests.Validation;

namespace IpStrategy.Workflow.Tests.Bpmn;

/// <summary>Files that people or tools have spoiled: always findings or a process that starts, never an exception.</summary>
public sealed class MutilatedFilesTests
{
    private const int Rounds = 4_000;

    [Fact]
    public void Spoiled_elements_and_attributes_are_findings_or_run()
    {
        var random = new Random(20100315);
        var sources = Sources().ToList();
        var deployable = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var document = new XDocument(sources[random.Next(sources.Count)]);
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                Spoil(document, random);
            }
            deployable += Try(document.ToString());
        }
        // Were everything refused, the half about starting would test nothing.
        Assert.InRange(deployable, Rounds / 20, Rounds);
    }

    [Fact]
    public void Files_cut_off_anywhere_are_malformed()
    {
        var bytes = File.ReadAllBytes(Repository.PathOf("workflows", "consultation.bpmn"));
        for (var length = 0; length < bytes.Length - 20; length += 997)
        {
            Assert.False(BpmnReader.Read(bytes.AsMemory(0, length)).IsDeployable);
        }
    }

    private static IEnumerable<XDocument> Sources()
    {
        string[] shipped = ["assignment.bpmn", "consultation.bpmn", "sign-off.bpmn"];
        foreach (var name in shipped)
        {
            yield return XDocument.Load(Repository.PathOf("workflows", name));
        }
        foreach (var (xml, _, _) in RuleCases.All.Values)
        {
            if (TryParse(xml) is { } document)
            {
                yield return document;
            }
        }
    }

    private static XDocument? TryParse(string xml)
    {
        try
        {
            return XDocument.Parse(xml);
        }
        catch (System.Xml.XmlException)
        {
            return null;
        }
    }

    private static void Spoil(XDocument document, Random random)
    {
        var elements = document.Root!.Descendants().ToList();
        if (elements.Count == 0)
        {
            return;
        }
        var element = elements[random.Next(elements.Count)];
        var other = elements[random.Next(elements.Count)];
        var attributes = element.Attributes().Where(a => !a.IsNamespaceDeclaration).ToList();
        var attribute = attributes.Count == 0 ? null : attributes[random.Next(attributes.Count)];
        switch (random.Next(7))
        {
            case 0:
                element.Remove();
                break;
            case 1:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2 when !other.DescendantsAndSelf().Contains(element):
                element.Add(new XElement(other));
                break;
            case 3:
                attribute?.Remove();
                break;
            case 4:
                attribute?.SetValue(other.Attribute("id")?.Value ?? "");
                break;
            case 5:
                element.Name = other.Name;
                break;
            default:
                element.SetValue(other.Value);
                break;
        }
    }

    private static int Try(string xml)
    {
        var file = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        Assert.Equal(file.IsDeployable, file.Processes.Length > 0);
        foreach (var process in file.Processes)
        {
            var definition = process.WithVersion(1);
            var start = new Command.Start(new ProcessInstanceId("i"), definition.Id, Command.NoVariables);
            _ = ProcessEngine.Decide(
                DefinitionSet.Of([definition]),
                state: null,
                start,
                DateTimeOffset.UnixEpoch,
                UtcOnlyZones.Instance,
                new EngineLimits(1_000)
            );
        }
        return file.IsDeployable ? 1 : 0;
    }
}

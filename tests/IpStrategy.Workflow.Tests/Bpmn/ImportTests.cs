using System.Text;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Tests.Bpmn;

public sealed class ImportTests
{
    private const string Import =
        "<import namespace=\"urn:common\" location=\"common.bpmn\" importType=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>";

    private static readonly string Importing = BpmnText
        .Around("<receiveTask id=\"a\" messageRef=\"c:m\"/>", "a", Import)
        .Replace("xmlns:tns", "xmlns:c=\"urn:common\" xmlns:tns", StringComparison.Ordinal);

    private static BpmnReadingOptions With(string? common) =>
        new() { Import = path => path == "common.bpmn" && common is not null ? Encoding.UTF8.GetBytes(common) : null };

    [Fact]
    public void What_an_imported_file_defines_can_be_referred_to()
    {
        var file = BpmnText.Read(Importing, With(BpmnText.File("<message id=\"m\" name=\"reply\"/>")));

        Assert.Empty(file.Diagnostics);
        Assert.Equal("reply", ((ReceiveTask)Assert.Single(file.Processes).Node("a")).Message?.Name);
    }

    [Fact]
    public void What_it_does_not_define_is_missing()
    {
        var file = BpmnText.Read(Importing, With(BpmnText.File("<message id=\"other\"/>")));

        Assert.Equal("UNRESOLVED_REFERENCE", Assert.Single(file.Diagnostics).Code);
    }

    [Fact]
    public void What_a_file_that_cannot_be_read_would_define_is_unknown_and_not_missing()
    {
        var file = BpmnText.Read(Importing, With(null));

        Assert.Equal("IMPORT_UNREADABLE", Assert.Single(file.Diagnostics).Code);
        Assert.True(file.IsOk);
        Assert.Equal("m", ((ReceiveTask)Assert.Single(file.Processes).Node("a")).Message?.Name);
    }

    [Fact]
    public void An_event_whose_definition_is_unknown_breaks_no_rule_but_cannot_run()
    {
        var file = BpmnText.Read(
            BpmnText
                .Around(
                    "<intermediateCatchEvent id=\"a\"><incoming>in</incoming><outgoing>out</outgoing><eventDefinitionRef>c:t</eventDefinitionRef></intermediateCatchEvent>",
                    "a",
                    Import
                )
                .Replace("xmlns:tns", "xmlns:c=\"urn:common\" xmlns:tns", StringComparison.Ordinal),
            With(null)
        );

        Assert.True(file.IsOk);
        Assert.False(file.IsDeployable);
    }

    [Fact]
    public void A_prefix_that_was_never_declared_refers_to_nothing()
    {
        var xml = BpmnText.Around("<receiveTask id=\"a\" messageRef=\"nobody:m\"/>", "a", "<message id=\"m\"/>");

        Assert.Equal("UNRESOLVED_REFERENCE", Assert.Single(BpmnText.Read(xml).Diagnostics).Code);
    }
}

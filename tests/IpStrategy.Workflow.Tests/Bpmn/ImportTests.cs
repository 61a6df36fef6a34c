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
        new()
        {
            Import = path =>
                path == "common.bpmn" && common is not null
                    ? Encoding.UTF8.GetBytes(
                        common.Replace(
                            "targetNamespace=\"urn:test\"",
                            "targetNamespace=\"urn:common\"",
                            StringComparison.Ordinal
                        )
                    )
                    : null,
        };

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

        Assert.Equal(["INVALID_REFERENCE", "UNRESOLVED_REFERENCE"], BpmnText.Read(xml).Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void An_import_says_of_what_type_and_namespace_the_file_is()
    {
        var common = BpmnText.File("<message id=\"m\"/>");
        string Changed(string from, string to) => Importing.Replace(from, to, StringComparison.Ordinal);

        var space = BpmnText.Read(Changed("urn:common", "urn:other"), With(common));
        var type = BpmnText.Read(
            Changed(
                "importType=\"http://www.omg.org/spec/BPMN/20100524/MODEL",
                "importType=\"http://www.w3.org/2001/XMLSchema"
            ),
            With(common)
        );

        Assert.Contains(space.Diagnostics, d => d is { Code: "IMPORT_NAMESPACE_WRONG", Place.Line: 4 });
        Assert.Contains(type.Diagnostics, d => d is { Code: "IMPORT_TYPE_WRONG", Place.Line: 4 });
        Assert.False(space.IsOk || type.IsOk);
    }

    [Fact]
    public void Two_files_of_one_namespace_cannot_define_the_same_id()
    {
        var importing = Importing.Replace("urn:test", "urn:common", StringComparison.Ordinal);

        var right = BpmnText.Read(importing, With(BpmnText.File("<message id=\"m\"/>")));
        var wrong = BpmnText.Read(importing, With(BpmnText.File("<message id=\"m\"/><message id=\"a\"/>")));

        Assert.True(right.IsOk);
        Assert.Equal("DUPLICATE_IMPORTED_ID", Assert.Single(wrong.Diagnostics).Code);
        Assert.False(wrong.IsOk);
    }

    [Fact]
    public void Types_of_another_language_can_be_named_without_being_read()
    {
        const string Schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:common'/>";
        var file = BpmnText.Read(
            Importing
                .Replace(
                    "importType=\"http://www.omg.org/spec/BPMN/20100524/MODEL",
                    "importType=\"http://www.w3.org/2001/XMLSchema",
                    StringComparison.Ordinal
                )
                .Replace("messageRef=\"c:m\"", "", StringComparison.Ordinal),
            With(Schema)
        );

        Assert.Empty(file.Diagnostics.Where(d => d.BreaksStandard));
    }
}

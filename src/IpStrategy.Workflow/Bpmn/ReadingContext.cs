using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>What the reading of every element shares.</summary>
internal sealed class ReadingContext
{
    public ReadingContext(BpmnDocument document)
    {
        Document = document;
        Expressions = new ExpressionReading(document);
        Messages = new MessageNames(document);
    }

    public BpmnDocument Document { get; }
    public Findings Findings => Document.Findings;
    public BpmnReadingOptions Options => Document.Options;
    public ExpressionReading Expressions { get; }
    public MessageNames Messages { get; }

    public bool Knows(string handler) => Options.Handlers is null || Options.Handlers.Contains(handler);
}

namespace IpStrategy.Workflow.Validation;

/// <summary>The catalogue of constraints; this part: the file as XML, its ids and references.</summary>
internal static partial class Rules
{
    public static readonly Rule TooLarge = Rule.Define(Weight.Undefined, "", "The file is larger than {0}.");
    public static readonly Rule TooDeep = Rule.Define(Weight.Undefined, "", "Elements are nested deeper than {0}.");
    public static readonly Rule UnknownEncoding = Rule.Define(
        Weight.Undefined,
        "XML 1.0 §4.3.3",
        "The encoding \"{0}\" is not known, or not the one the file is in."
    );
    public static readonly Rule WrongEncoding = Rule.Define(
        Weight.Undefined,
        "XML 1.0 §4.3.3",
        "The file is not in the encoding it declares, {0}."
    );
    public static readonly Rule MalformedXml = Rule.Define(
        Weight.Undefined,
        "XML 1.0 §2.1",
        "Not well-formed XML: {0}"
    );
    public static readonly Rule DocumentType = Rule.Define(
        Weight.Undefined,
        "XML 1.0 §2.8",
        "A document type declaration is not accepted: files must stand for themselves."
    );
    public static readonly Rule NoDefinitions = Rule.Define(
        Weight.Undefined,
        "§15.3.1",
        "The root element is <{0}>, not <definitions> of BPMN 2.0."
    );
    public static readonly Rule NoTargetNamespace = Rule.Define(
        Weight.BreaksStandard,
        "§8.2.1 table 8.1",
        "The definitions have no targetNamespace."
    );
    public static readonly Rule NoExecutableProcess = Rule.Define(
        Weight.PreventsExecution,
        "§10.2 table 10.1",
        "The file holds no executable process."
    );
    public static readonly Rule NotExecutable = Rule.Define(
        Weight.Note,
        "§10.2 table 10.1",
        "The process \"{0}\" is declared not executable and is left out."
    );
    public static readonly Rule ImportUnreadable = Rule.Define(
        Weight.Caution,
        "§8.2.2",
        "The import \"{0}\" cannot be read; what it defines counts as unknown."
    );
    public static readonly Rule DuplicateId = Rule.Define(
        Weight.Undefined,
        "§8.3.1 table 8.5",
        "The id \"{0}\" is already used at line {1}."
    );
    public static readonly Rule DuplicateDiagramId = Rule.Define(
        Weight.BreaksStandard,
        "§12.2 (xsd:ID)",
        "The id \"{0}\" is already used at line {1}."
    );
    public static readonly Rule InvalidId = Rule.Define(
        Weight.BreaksStandard,
        "§8.3.1 (xsd:ID)",
        "\"{0}\" is no valid id: letters, digits, \"-\", \"_\" and \".\", not beginning with a digit."
    );
    public static readonly Rule MissingProcessId = Rule.Define(
        Weight.PreventsExecution,
        "§8.3.1",
        "An executable process needs an id."
    );
    public static readonly Rule MissingAttribute = Rule.Define(
        Weight.BreaksStandard,
        "§15.3.2",
        "<{0}> has no attribute \"{1}\"."
    );
    public static readonly Rule MissingName = Rule.Define(Weight.BreaksStandard, "§15.3.2", "<{0}> has no name.");
    public static readonly Rule UnknownAttribute = Rule.Define(
        Weight.BreaksStandard,
        "§15.3.2",
        "<{0}> has no attribute \"{1}\" in BPMN 2.0."
    );
    public static readonly Rule ElementOrder = Rule.Define(
        Weight.BreaksStandard,
        "§15.3.2",
        "<{0}> stands at the wrong place in <{1}>."
    );
    public static readonly Rule ElementRepeated = Rule.Define(
        Weight.Undefined,
        "§15.3.2",
        "<{0}> may stand in <{1}> only once."
    );
    public static readonly Rule ElementMissing = Rule.Define(Weight.BreaksStandard, "§15.3.2", "<{0}> needs a <{1}>.");
    public static readonly Rule ElementMisplaced = Rule.Define(
        Weight.BreaksStandard,
        "§15.3.2",
        "<{0}> cannot stand in <{1}>."
    );
    public static readonly Rule UnresolvedReference = Rule.Define(
        Weight.Undefined,
        "§8.2.1",
        "{0} \"{1}\" refers to nothing in this file or its imports."
    );
    public static readonly Rule UnresolvedLooseReference = Rule.Define(
        Weight.BreaksStandard,
        "§8.2.1",
        "{0} \"{1}\" refers to nothing in this file or its imports."
    );
    public static readonly Rule WrongReference = Rule.Define(
        Weight.Undefined,
        "§8.2.1",
        "{0} \"{1}\" refers to a <{2}>, which cannot stand there."
    );
    public static readonly Rule WrongLooseReference = Rule.Define(
        Weight.BreaksStandard,
        "§8.2.1",
        "{0} \"{1}\" refers to a <{2}>, which cannot stand there."
    );
    public static readonly Rule UnknownElement = Rule.Define(
        Weight.Undefined,
        "§15.3.2",
        "BPMN 2.0 has no element <{0}> in <{1}>."
    );
    public static readonly Rule InvalidValue = Rule.Define(
        Weight.Undefined,
        "§15.3.2",
        "\"{1}\" is no valid value of {0}."
    );
    public static readonly Rule UnsupportedExtension = Rule.Define(
        Weight.Caution,
        "§8.3.3",
        "The extension {0} on <{1}> is not supported and has no effect."
    );
    public static readonly Rule InvalidReference = Rule.Define(
        Weight.BreaksStandard,
        "§15.3.2 (xsd:QName, xsd:IDREF)",
        "\"{1}\" cannot be read as a reference in {0}."
    );
    public static readonly Rule InvalidType = Rule.Define(
        Weight.BreaksStandard,
        "§15.3.2 (xsi:type)",
        "\"{0}\" is no type that <{1}> can have."
    );
    public static readonly Rule AbstractElement = Rule.Define(
        Weight.Undefined,
        "§15.3.2",
        "<{0}> is an abstract element and cannot stand for itself."
    );
    public static readonly Rule TypeReplaced = Rule.Define(
        Weight.PreventsExecution,
        "§15.3.2 (xsi:type)",
        "<{0}> is made a {1}, which this engine does not read."
    );
    public static readonly Rule TextNotAllowed = Rule.Define(
        Weight.BreaksStandard,
        "§15.3.2",
        "<{0}> must not hold text of its own."
    );
    public static readonly Rule ForeignElement = Rule.Define(
        Weight.BreaksStandard,
        "§8.3.3, §15.3.2",
        "<{0}> is no element of BPMN and may stand in <{1}> only inside extensionElements."
    );
    public static readonly Rule ExtensionNotForeign = Rule.Define(
        Weight.BreaksStandard,
        "§8.3.3, §15.3.2",
        "<{0}> in extensionElements must be of a namespace of its own."
    );
}

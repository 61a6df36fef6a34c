namespace IpStrategy.Domain.Rights;

/// <summary>How one must stand to the thing itself, once the post allows the operation. What one may not see does not exist: 404.</summary>
public enum Relation
{
    /// <summary>The thing belongs to nobody in particular; the post is enough.</summary>
    None,

    /// <summary>Only one's own: account, messages.</summary>
    Own,

    /// <summary>Seen by the office and leadership, and by the agencies that take part; every list is cut down to that in its query.</summary>
    Sees,

    /// <summary>As <see cref="Sees"/>, and the rule of the step or of the operation lets this person act in its present state; else 403 or 422.</summary>
    Acts,
}

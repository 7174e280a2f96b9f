using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Code;

/// <summary>Names of types as the runtime has them.</summary>
internal static class TypeName
{
    /// <summary>The name with its namespace; <c>+</c> stands before a type in another.</summary>
    public static string Of(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? Of(metadata, metadata.GetTypeDefinition(outer)) + "+" + name
            : type.Namespace.IsNil ? name : metadata.GetString(type.Namespace) + "." + name;
    }
}

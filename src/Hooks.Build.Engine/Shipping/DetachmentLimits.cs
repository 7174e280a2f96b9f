using System.Reflection;
using System.Reflection.Metadata;
using System.Text;

namespace Hooks.Build.Engine.Shipping;

/// <summary>
/// What stops types of Hooks.Build from being replaced: a use of them that would mean something else afterwards. Such an assembly is refused, never
/// changed by halves.
/// </summary>
internal sealed class DetachmentLimits(MetadataReader reader, IReadOnlyDictionary<TypeReferenceHandle, bool> ours, OwnCode own)
{
    /// <summary>Throws where a type is used in a way that cannot be replaced.</summary>
    /// <exception cref="InvalidDataException">There is such a use.</exception>
    public void Check()
    {
        RequireAttributesWithout();
        RequireNoTypeNested();
        SignatureNames before = new((handle, isValue) => ours.TryGetValue(handle, out var isEnum) && isValue != isEnum
            ? throw Refused("a type of Hooks.Build is a value that is no enum")
            : null);
        SignatureNames after = new((handle, _) => ours.TryGetValue(handle, out var isEnum)
            ? isEnum ? "System.Diagnostics.DebuggableAttribute+DebuggingModes" : "System.Object"
            : null);
        Dictionary<(string Name, string Signature), string> methods = [];
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (IsOurs(type.BaseType) || type.GetInterfaceImplementations().Select(handle => reader.GetInterfaceImplementation(handle).Interface).Any(IsOurs))
            {
                throw Refused($"the type {reader.GetString(type.Name)} is made of one of Hooks.Build");
            }

            RequireInterfacesApart(type, after);
            RequireOverridesWithin(type);
            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                var was = SignatureNames.Text(method.DecodeSignature(before, null));
                var name = reader.GetString(method.Name);

                // Which method overrides or implements which is told by name and signature.
                if ((method.Attributes & MethodAttributes.Virtual) != 0
                    && methods.TryGetValue((name, SignatureNames.Text(method.DecodeSignature(after, null))), out var other)
                    && other != was)
                {
                    throw Refused($"virtual methods {name} differ in types of Hooks.Build alone");
                }

                if ((method.Attributes & MethodAttributes.Virtual) != 0)
                {
                    methods[(name, SignatureNames.Text(method.DecodeSignature(after, null)))] = was;
                }
            }

            RequireOverloadsApart(handle, before, after);
            foreach (var field in type.GetFields())
            {
                _ = reader.GetFieldDefinition(field).DecodeSignature(before, null);
            }
        }

        own.Check();
    }

    // A method of a generic type is called by its name and signature, any other by its place, except by other assemblies and reflection.
    private void RequireOverloadsApart(TypeDefinitionHandle handle, SignatureNames before, SignatureNames after)
    {
        var type = reader.GetTypeDefinition(handle);
        Dictionary<(string Name, string Signature), (MethodDefinitionHandle Method, string Was)> methods = [];
        foreach (var method in type.GetMethods())
        {
            var definition = reader.GetMethodDefinition(method);
            var name = reader.GetString(definition.Name);
            var was = SignatureNames.Text(definition.DecodeSignature(before, null));
            if (!methods.TryAdd((name, SignatureNames.Text(definition.DecodeSignature(after, null))), (method, was))
                && methods[(name, SignatureNames.Text(definition.DecodeSignature(after, null)))] is var other && other.Was != was
                && (type.GetGenericParameters().Count > 0 || own.AreAskedFor(handle, method, other.Method)))
            {
                throw Refused($"overloads of {CodePlace.Of(reader, method)} differ in types of Hooks.Build alone");
            }
        }
    }

    // What other assemblies declare keeps its signature.
    private void RequireOverridesWithin(TypeDefinition type)
    {
        foreach (var method in type.GetMethods())
        {
            var definition = reader.GetMethodDefinition(method);
            if ((definition.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual
                && type.BaseType.Kind == HandleKind.TypeReference
                && Mentions(types => types.Tell(definition)))
            {
                throw Refused($"{CodePlace.Of(reader, method)} overrides what another assembly declares with types of Hooks.Build");
            }
        }

        foreach (var implementation in type.GetMethodImplementations().Select(reader.GetMethodImplementation))
        {
            if (implementation.MethodDeclaration is { Kind: HandleKind.MemberReference } declared
                && reader.GetMemberReference((MemberReferenceHandle)declared).Parent.Kind == HandleKind.TypeReference
                && Mentions(types => types.Tell(declared)))
            {
                throw Refused(
                    $"{CodePlace.Of(reader, (MethodDefinitionHandle)implementation.MethodBody)} implements what another assembly declares with types of Hooks.Build");
            }
        }
    }

    private bool Mentions(Action<TypeMentions> tell)
    {
        var mentions = false;
        tell(new TypeMentions(reader, type => mentions |= IsOurs(type)));
        return mentions;
    }

    private void RequireInterfacesApart(TypeDefinition type, SignatureNames after)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var implemented in type.GetInterfaceImplementations()
            .Select(handle => reader.GetInterfaceImplementation(handle).Interface)
            .Where(each => each.Kind == HandleKind.TypeSpecification))
        {
            if (!names.Add(reader.GetTypeSpecification((TypeSpecificationHandle)implemented).DecodeSignature(after, null)))
            {
                throw Refused($"the type {reader.GetString(type.Name)} has interfaces that differ in types of Hooks.Build alone");
            }
        }
    }

    // Types in values of attributes are texts: they end with the name of the assembly.
    private void RequireAttributesWithout()
    {
        foreach (var attribute in reader.CustomAttributes.Select(reader.GetCustomAttribute))
        {
            var text = Encoding.UTF8.GetString(reader.GetBlobBytes(attribute.Value));
            if (text.Contains(", " + TypeDetachment.Vocabulary + ",", StringComparison.OrdinalIgnoreCase)
                || text.Contains("," + TypeDetachment.Vocabulary + ",", StringComparison.OrdinalIgnoreCase)
                || (attribute.Constructor.Kind == HandleKind.MemberReference && Mentions(types => types.Tell(attribute.Constructor))))
            {
                throw Refused("an attribute has a type of Hooks.Build, or is one");
            }
        }

        if (reader.ExportedTypes.Any(handle => reader.GetExportedType(handle).IsForwarder && IsVocabulary(reader.GetExportedType(handle).Implementation)))
        {
            throw Refused("it forwards a type of Hooks.Build");
        }
    }

    private void RequireNoTypeNested()
    {
        if (reader.TypeReferences.Any(handle => IsOurs(reader.GetTypeReference(handle).ResolutionScope)))
        {
            throw Refused("it uses a nested type of Hooks.Build");
        }
    }

    private bool IsOurs(EntityHandle type) => type.Kind == HandleKind.TypeReference && ours.ContainsKey((TypeReferenceHandle)type);

    private bool IsVocabulary(EntityHandle handle) =>
        handle.Kind == HandleKind.AssemblyReference && TypeDetachment.IsVocabulary(reader, (AssemblyReferenceHandle)handle);

    private static InvalidDataException Refused(string reason) => new(reason);
}

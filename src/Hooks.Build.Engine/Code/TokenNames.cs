using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Code;

/// <summary>
/// Names what tokens stand for. Names that the compiler made up carry numbers that shift when anything is added before, so such a thing is named by
/// the order in which it was met.
/// </summary>
/// <param name="metadata">The assembly.</param>
/// <param name="reach">Is told of each type of the assembly that is named.</param>
internal sealed class TokenNames(MetadataReader metadata, Action<TypeDefinitionHandle> reach) : ISignatureTypeProvider<string, object?>
{
    private readonly Dictionary<EntityHandle, string> _made = [];
    private readonly SortedSet<string> _assemblies = new(StringComparer.Ordinal);

    /// <summary>The assemblies that were named.</summary>
    public IEnumerable<string> Assemblies => _assemblies;

    /// <summary>Names a type, method or field.</summary>
    public string Of(EntityHandle token) => token.Kind switch
    {
        HandleKind.TypeDefinition => OfType((TypeDefinitionHandle)token),
        HandleKind.TypeReference => OfType((TypeReferenceHandle)token),
        HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)token).DecodeSignature(this, null),
        HandleKind.MethodDefinition => OfMethod((MethodDefinitionHandle)token),
        HandleKind.FieldDefinition => OfField((FieldDefinitionHandle)token),
        HandleKind.MemberReference => OfMember((MemberReferenceHandle)token),
        HandleKind.MethodSpecification => OfInstance(metadata.GetMethodSpecification((MethodSpecificationHandle)token)),
        _ => string.Create(CultureInfo.InvariantCulture, $"{token.Kind}"),
    };

    /// <summary>Names the types of a method's variables.</summary>
    public string OfLocals(StandaloneSignature signature) => string.Join(',', signature.DecodeLocalSignature(this, null));

    /// <summary>Names the signature of an indirect call.</summary>
    public string OfCall(StandaloneSignature signature) => Text(signature.DecodeMethodSignature(this, null));

    /// <summary>The method of this assembly that a reference means; nil where it is another assembly's.</summary>
    public MethodDefinitionHandle FindDefinition(MemberReferenceHandle handle)
    {
        var member = metadata.GetMemberReference(handle);
        if (member.GetKind() != MemberReferenceKind.Method || Generic(member.Parent) is not { IsNil: false } type)
        {
            return default;
        }

        var wanted = Text(member.DecodeMethodSignature(this, null));
        foreach (var method in metadata.GetTypeDefinition(type).GetMethods())
        {
            var definition = metadata.GetMethodDefinition(method);
            if (metadata.GetString(definition.Name) == metadata.GetString(member.Name) && Text(definition.DecodeSignature(this, null)) == wanted)
            {
                return method;
            }
        }

        return default;
    }

    private TypeDefinitionHandle Generic(EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return parent.Kind == HandleKind.TypeDefinition ? (TypeDefinitionHandle)parent : default;
        }

        // GENERICINST (CLASS | VALUETYPE) TypeDefOrRef ...
        const byte GenericInstance = 0x15;
        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadByte() != GenericInstance)
        {
            return default;
        }

        _ = blob.ReadByte();
        var type = blob.ReadTypeHandle();
        return type.Kind == HandleKind.TypeDefinition ? (TypeDefinitionHandle)type : default;
    }

    private string OfType(TypeDefinitionHandle handle)
    {
        reach(handle);
        var type = metadata.GetTypeDefinition(handle);
        var name = Named(handle, metadata.GetString(type.Name));
        return type.GetDeclaringType() is { IsNil: false } outer ? OfOuter(outer) + "/" + name : metadata.GetString(type.Namespace) + "." + name;
    }

    // The type around another is not touched by it.
    private string OfOuter(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = Named(handle, metadata.GetString(type.Name));
        return type.GetDeclaringType() is { IsNil: false } outer ? OfOuter(outer) + "/" + name : metadata.GetString(type.Namespace) + "." + name;
    }

    private string OfType(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return OfType((TypeReferenceHandle)type.ResolutionScope) + "/" + name;
        }

        if (type.ResolutionScope.Kind == HandleKind.AssemblyReference)
        {
            var assembly = metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
            _ = _assemblies.Add(assembly);
        }

        return metadata.GetString(type.Namespace) + "." + name;
    }

    private string OfMethod(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return OfType(method.GetDeclaringType()) + "::" + Named(handle, metadata.GetString(method.Name)) + Text(method.DecodeSignature(this, null));
    }

    private string OfField(FieldDefinitionHandle handle)
    {
        var field = metadata.GetFieldDefinition(handle);
        var type = metadata.GetTypeDefinition(field.GetDeclaringType());
        // The compiler names data by its content, and declares it in a type of its own.
        var isData = metadata.GetString(type.Name).StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal);
        var name = metadata.GetString(field.Name);
        return isData ? "data " + name : OfType(field.GetDeclaringType()) + "::" + Named(handle, name) + " " + field.DecodeSignature(this, null);
    }

    private string OfMember(MemberReferenceHandle handle)
    {
        var member = metadata.GetMemberReference(handle);
        var text = member.GetKind() == MemberReferenceKind.Method
            ? Text(member.DecodeMethodSignature(this, null))
            : " " + member.DecodeFieldSignature(this, null);
        return Of(member.Parent) + "::" + Named(handle, metadata.GetString(member.Name)) + text;
    }

    private string OfInstance(MethodSpecification method) => Of(method.Method) + "<" + string.Join(',', method.DecodeSignature(this, null)) + ">";

    private string Named(EntityHandle handle, string name)
    {
        if (!name.Contains('<', StringComparison.Ordinal))
        {
            return name;
        }

        if (!_made.TryGetValue(handle, out var made))
        {
            made = string.Create(CultureInfo.InvariantCulture, $"<{_made.Count}>");
            _made.Add(handle, made);
        }

        return made;
    }

    private static string Text(MethodSignature<string> signature) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(signature.Header.IsInstance ? " instance" : "")} {signature.ReturnType}`{signature.GenericParameterCount}({string.Join(',', signature.ParameterTypes)})");

    string ISimpleTypeProvider<string>.GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    string ISimpleTypeProvider<string>.GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => OfType(handle);

    string ISimpleTypeProvider<string>.GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => OfType(handle);

    string ISignatureTypeProvider<string, object?>.GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    string ISZArrayTypeProvider<string>.GetSZArrayType(string elementType) => elementType + "[]";

    string IConstructedTypeProvider<string>.GetArrayType(string elementType, ArrayShape shape) =>
        string.Create(CultureInfo.InvariantCulture, $"{elementType}[{shape.Rank}]");

    string IConstructedTypeProvider<string>.GetByReferenceType(string elementType) => elementType + "&";

    string IConstructedTypeProvider<string>.GetPointerType(string elementType) => elementType + "*";

    string IConstructedTypeProvider<string>.GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        genericType + "<" + string.Join(',', typeArguments) + ">";

    string ISignatureTypeProvider<string, object?>.GetGenericTypeParameter(object? genericContext, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"!{index}");

    string ISignatureTypeProvider<string, object?>.GetGenericMethodParameter(object? genericContext, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"!!{index}");

    string ISignatureTypeProvider<string, object?>.GetFunctionPointerType(MethodSignature<string> signature) => "*" + Text(signature);

    string ISignatureTypeProvider<string, object?>.GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        unmodifiedType + " modified " + modifier;

    string ISignatureTypeProvider<string, object?>.GetPinnedType(string elementType) => elementType + " pinned";
}
